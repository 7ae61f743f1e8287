//! Parts: views that few people open, whose code is a module of its own that is fetched when one of them is first shown.
//!
//! Which code goes where is found by reachability from the function that `part!` marks; `xtask/src/split.rs` cuts the
//! built module there. Without the feature `split` (native, debug, plain `trunk build`) a part is an ordinary function.
//! What only parts say (`build/lean.rs`) comes with them.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::use_locale;

/// The module of a part did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFetched;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotFetched {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// Draws a part's props; they are of the type that the part was made for, so that one code fetches and shows all parts.
pub(crate) type View = fn(&dyn Any) -> Html;

/// What fetching a part gives.
pub(crate) type Fetching = Pin<Box<dyn Future<Output = Result<View, NotFetched>>>>;

/// How far the fetching of a part is.
#[derive(Clone, Copy)]
enum Stage {
    Coming,
    Here(View),
    Missing,
}

/// Fetches a part when first called and draws `props` with it; until then it says so, and offers to try again.
#[hook]
pub(crate) fn use_part(fetch: fn() -> Fetching, props: &dyn Any) -> Html {
    let locale = use_locale();
    let stage = use_state(|| Stage::Coming);
    let attempt = use_state_eq(|| 0_u32);
    {
        let stage = stage.setter();
        use_effect_with(*attempt, move |_| {
            spawn_local(async move {
                stage.set(fetch().await.map_or(Stage::Missing, Stage::Here));
            });
        });
    }
    match &*stage {
        Stage::Here(view) => view(props),
        Stage::Coming => html! { <p class="muted">{ locale.text("part.coming") }</p> },
        Stage::Missing => {
            let onclick = Callback::from(move |_: MouseEvent| attempt.set(*attempt + 1));
            html! {
                <div class="message" role="alert">
                    <p>{ locale.text("part.missing") }</p>
                    <button class="button" type="button" {onclick}>{ locale.text("part.again") }</button>
                </div>
            }
        }
    }
}

/// `part!(module: fn name(arg: Type) -> Type { … })` makes an async function whose body, and what only it reaches, is in
/// the named module; it fails with [`NotFetched`] and can then be called again.
macro_rules! part {
    ($(#[$meta:meta])* $module:ident: $vis:vis fn $name:ident($($arg:ident: $type:ty),*) -> $result:ty $body:block) => {
        $(#[$meta])*
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($module, fallible)]
        $vis fn $name($($arg: $type),*) -> Result<$result, $crate::components::part::NotFetched> {
            Ok($body)
        }

        $(#[$meta])*
        #[cfg(not(feature = "split"))]
        $vis async fn $name($($arg: $type),*) -> Result<$result, $crate::components::part::NotFetched> {
            Ok($body)
        }
    };
}

/// `lazy_component!(module: pub Name = Component(Props))` makes a component that fetches the other's code when first shown.
macro_rules! lazy_component {
    ($(#[$meta:meta])* $module:ident: $vis:vis $name:ident = $component:ident($props:ty)) => {
        $(#[$meta])*
        #[yew::component]
        $vis fn $name(props: &$props) -> yew::Html {
            fn view(props: &dyn std::any::Any) -> yew::Html {
                let Some(props) = props.downcast_ref::<$props>() else {
                    return yew::Html::default();
                };
                yew::html! { <$component ..props.clone() /> }
            }
            $crate::components::part::part! {
                $module: fn fetch() -> $crate::components::part::View {
                    $crate::text::Catalog::take_in_parts();
                    view
                }
            }
            $crate::components::part::use_part(|| Box::pin(fetch()), props)
        }
    };
}

pub(crate) use {lazy_component, part};
