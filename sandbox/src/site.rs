//! A built site beside the endpoint: files with their `.br` and `.gz`, under the strict policy of contract §2.

use axum::Router;
use axum::http::HeaderName;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::response::Redirect;
use axum::routing::get;
use tower::{Layer, Service};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::options::Site;

/// Adds the site's routes; at the root it answers whatever nobody else does.
pub(crate) fn add<S: Clone + Send + Sync + 'static>(router: Router<S>, site: &Site) -> Router<S> {
    let files = ServeDir::new(&site.dir)
        .append_index_html_on_directories(true)
        .precompressed_br()
        .precompressed_gzip();
    let policy = HeaderValue::from_str(&site.policy())
        .unwrap_or(HeaderValue::from_static("default-src 'none'"));
    let files = with_header(files, CONTENT_SECURITY_POLICY, policy);
    let files = with_header(
        files,
        X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    let files = with_header(files, CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let prefix = site.prefix.trim_end_matches('/');
    if prefix.is_empty() {
        return router.fallback_service(files);
    }
    // Without the slash at the end relative links would lead to the folder above.
    let with_slash = format!("{prefix}/");
    let redirect = get(move || async move { Redirect::permanent(&with_slash) });
    router
        .route(prefix, redirect)
        .nest_service(&format!("{prefix}/"), files)
}

fn with_header<T>(
    inner: T,
    name: HeaderName,
    value: HeaderValue,
) -> <SetResponseHeaderLayer<HeaderValue> as Layer<T>>::Service
where
    T: Service<axum::extract::Request>,
{
    SetResponseHeaderLayer::overriding(name, value).layer(inner)
}
