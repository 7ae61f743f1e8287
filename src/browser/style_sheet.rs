//! One constructed style sheet that every instance's shadow root adopts; no `<style>`, so a strict CSP holds.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::ShadowRoot;

thread_local! {
    static SHEET: std::cell::OnceCell<JsValue> = const { std::cell::OnceCell::new() };
}

/// Gives the shadow root the widget's styles.
pub fn adopt(root: &ShadowRoot, css: &str) {
    let adopted = SHEET.with(|cell| {
        let sheet = cell.get_or_init(|| construct(css).unwrap_or(JsValue::UNDEFINED));
        Reflect::set(root, &"adoptedStyleSheets".into(), &Array::of1(sheet))
    });
    // A browser without constructed sheets shows the widget unstyled rather than not at all.
    let _ = adopted;
}

fn construct(css: &str) -> Result<JsValue, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &"CSSStyleSheet".into())?.dyn_into()?;
    let sheet = Reflect::construct(&class, &Array::new())?;
    let replace: Function = Reflect::get(&sheet, &"replaceSync".into())?.dyn_into()?;
    replace.call1(&sheet, &css.into())?;
    Ok(sheet)
}
