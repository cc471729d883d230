//! The server's side: from a request to a use case, and from its outcome to a page.

use super::{PageError, Returned, cookie};
use axum::body::Body;
use axum::extract::{FromRef, FromRequest, Request};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use engine::identity::Client;
use engine::{Ctx, Outcome};
use leptos::WasmSplitManifest;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use shared::forms::identity::safe_next;
use shared::forms::{Fields, FormState};
use shared::lang::{self, Lang};
use shared::views::my::Meaning;
use shared::views::{Notice, ShellView};
use shared::{AppError, FieldErrors};

/// The state of the router: what is needed to write the document.
#[derive(Clone, Debug, FromRef)]
pub struct AppState {
    pub options: LeptosOptions,
    /// Which files the parts of the application need, so that a page can preload them.
    pub parts: WasmSplitManifest,
}

impl AppState {
    /// The document with the application inside.
    pub fn document(&self) -> impl IntoView + use<> {
        provide_context(self.parts.clone());
        crate::document(self.options.clone())
    }
}

/// What the session layer found out about a request; it puts this into the request's extensions.
#[derive(Clone, Debug)]
pub struct PageContext {
    pub ctx: Ctx,
    pub shell: ShellView,
    /// What the page speaks.
    pub lang: Lang,
    /// Where the request comes from.
    pub client: Client,
    /// The request, for the log: pages load on tasks of their own, which do not know it.
    pub span: tracing::Span,
}

/// Hands the request's [`PageContext`] (and a refused form) to the pages. Used for every rendering
/// and every server function.
pub fn provide_page_context() {
    // What a page loads, it loads on tasks of their own.
    lang::ambient(|| use_context::<PageContext>().map(|page| page.lang));
    allow_own_scripts();
    if let Some(parts) = use_context::<axum::http::request::Parts>() {
        if let Some(page) = parts.extensions.get::<PageContext>() {
            provide_context(page.clone());
        }
        if let Some(returned) = parts.extensions.get::<Returned>() {
            provide_context(returned.clone());
        }
    }
}

/// Says which scripts a page may run: files of this site, and the inline ones that carry the
/// page's nonce. Nothing else is loaded, framed or sent elsewhere.
fn allow_own_scripts() {
    let (Some(nonce), Some(options)) = (use_nonce(), use_context::<ResponseOptions>()) else {
        return;
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Makes the answer to the present page a redirect to another page of this site. In the browser
/// nothing happens: the page itself has to offer the way.
pub fn go_on_to(path: &str) {
    if let (Some(options), Ok(location)) = (
        use_context::<ResponseOptions>(),
        HeaderValue::from_str(safe_next(path)),
    ) && use_context::<axum::http::request::Parts>()
        .is_some_and(|parts| !parts.uri.path().starts_with("/api/"))
    {
        options.set_status(StatusCode::SEE_OTHER);
        options.insert_header(header::LOCATION, location);
    }
}

/// Where the present request comes from.
pub fn client() -> Client {
    use_context::<PageContext>().map_or_else(Client::default, |page| page.client)
}

/// The secret of the sign-in that waits for its second step in this browser; empty without one.
pub fn pending_token() -> String {
    use_context::<axum::http::request::Parts>()
        .map(|parts| cookie::pending_of(&parts.headers))
        .unwrap_or_default()
}

/// The use-case context of the present request.
///
/// # Errors
/// None was provided: the route lies outside the session layer.
pub fn ctx() -> Result<Ctx, PageError> {
    use_context::<PageContext>()
        .map(|page| page.ctx)
        .ok_or_else(|| AppError::Internal.into())
}

/// The outcome of a use case as the answer of a server function, with the status it deserves.
pub fn answer<T>(outcome: Outcome<T>) -> Result<T, PageError> {
    outcome.map_err(|failure| {
        let page = use_context::<PageContext>();
        let error = match &page {
            Some(page) => page.span.in_scope(|| failure.public()),
            None => failure.public(),
        };
        set_status(&error);
        let request = page.and_then(|page| page.number_for(&error));
        PageError { error, request }
    })
}

impl PageContext {
    /// What to tell the person who runs into a fault on our side: the log has its cause under this id.
    fn number_for(&self, error: &AppError) -> Option<String> {
        (error.status() >= 500).then(|| self.ctx.correlation.to_string())
    }
}

fn set_status(error: &AppError) {
    if let (Some(options), Ok(status)) = (
        use_context::<ResponseOptions>(),
        StatusCode::from_u16(error.status()),
    ) {
        options.set_status(status);
    }
}

/// Renders the page at the request's path.
pub async fn render(state: AppState, request: Request) -> Response {
    let page =
        leptos_axum::render_app_async_with_context(provide_page_context, move || state.document());
    page(request).await
}

/// A submitted form, with everything needed to carry it out or to show it again.
pub struct Call {
    pub ctx: Ctx,
    pub fields: Fields,
    pub page: PageContext,
    state: AppState,
    pub(super) headers: axum::http::HeaderMap,
}

impl FromRequest<AppState> for Call {
    type Rejection = Response;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Self::Rejection> {
        let Some(page) = request.extensions().get::<PageContext>().cloned() else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into_response());
        };
        let headers = request.headers().clone();
        let fields = axum::Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map_err(IntoResponse::into_response)?;
        Ok(Self {
            ctx: page.ctx.clone(),
            fields: Fields(fields.0),
            state: state.clone(),
            page,
            headers,
        })
    }
}

impl Call {
    /// A header of the request; empty if there is none or it is not text.
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// As [`pending_token`], for a form.
    pub fn pending_token(&self) -> String {
        cookie::pending_of(&self.headers)
    }

    /// The page the form was on, as the browser says; a path of this site, the start page when in
    /// doubt.
    pub fn came_from(&self) -> String {
        self.header(header::REFERER)
            .parse::<axum::http::Uri>()
            .ok()
            .and_then(|uri| uri.path_and_query().map(ToString::to_string))
            .map_or_else(|| "/".to_owned(), |path| safe_next(&path).to_owned())
    }

    /// Ends the call. Success leads to another page (303); a failure shows `page` again with the
    /// status of the error, its messages and everything that was typed into `form`.
    pub async fn finish<T>(
        self,
        outcome: Outcome<T>,
        page: &str,
        form: &str,
        done: impl FnOnce(T) -> Done,
    ) -> Response {
        match outcome {
            Ok(value) => done(value).into_response(),
            Err(failure) => {
                let error = failure.public();
                self.refuse(&error, page, form).await
            }
        }
    }

    /// Shows `page` again with everything that was typed into `form`, which is not finished yet.
    pub async fn show_again(self, page: &str, form: &str) -> Response {
        self.render_page(page, form, FieldErrors::default()).await
    }

    /// Shows `page` again with the refused form.
    pub async fn refuse(self, error: &AppError, page: &str, form: &str) -> Response {
        let errors = match self.page.number_for(error) {
            Some(id) => FieldErrors::one("", t!("{error} (Request {number})", error, number = id)),
            None => error.field_errors(),
        };
        let mut response = self.render_page(page, form, errors).await;
        // The page's own status wins when the page itself cannot be shown.
        if response.status().is_success()
            && let Ok(status) = StatusCode::from_u16(error.status())
        {
            *response.status_mut() = status;
        }
        response
    }

    /// Shows `page` with what became of a form that was carried out in part.
    pub async fn report(self, page: &str, form: &str, errors: FieldErrors) -> Response {
        self.render_page(page, form, errors).await
    }

    async fn render_page(self, page: &str, form: &str, errors: FieldErrors) -> Response {
        let Ok(uri) = page.parse::<axum::http::Uri>() else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let returned = Returned {
            path: uri.path().to_owned(),
            address: uri
                .path_and_query()
                .map_or_else(|| uri.path().to_owned(), ToString::to_string),
            state: FormState::returned(form, self.fields, errors),
        };
        let mut request = Request::new(Body::empty());
        *request.method_mut() = Method::GET;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        request.headers_mut().remove(header::CONTENT_LENGTH);
        request.headers_mut().remove(header::CONTENT_TYPE);
        request.extensions_mut().insert(self.page);
        request.extensions_mut().insert(returned);
        render(self.state, request).await
    }
}

/// Where to go after success, and what to say there.
#[derive(Clone, Debug)]
pub struct Done {
    to: String,
    saying: Option<Notice>,
}

/// The cookie that carries a notice to the next page.
pub const FLASH_COOKIE: &str = "bailiwick-notice";

impl Done {
    /// Go to a path of this site.
    pub fn to(path: impl Into<String>) -> Self {
        Self {
            to: path.into(),
            saying: None,
        }
    }

    /// With a notice on the next page.
    #[must_use]
    pub fn saying(self, notice: impl Into<String>) -> Self {
        self.telling(Meaning::Good, notice)
    }

    /// With a notice that not all was done.
    #[must_use]
    pub fn warning(self, notice: impl Into<String>) -> Self {
        self.telling(Meaning::Warning, notice)
    }

    /// With a notice that means this.
    #[must_use]
    pub fn telling(mut self, meaning: Meaning, notice: impl Into<String>) -> Self {
        let text = notice.into();
        self.saying = Some(Notice { meaning, text });
        self
    }
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        let Ok(location) = HeaderValue::from_str(&self.to) else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
        if let Some(notice) = self.saying {
            say_next(&mut response, &notice);
        }
        response
    }
}

/// Has the next page say this.
pub fn say_next(response: &mut Response, notice: &Notice) {
    let meaning = match notice.meaning {
        Meaning::Good => 'g',
        Meaning::Warning | Meaning::Danger => 'w',
        Meaning::Neutral | Meaning::Notice => 'n',
    };
    let text: String = notice
        .text
        .bytes()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let cookie =
        format!("{FLASH_COOKIE}={meaning}{text}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Reads a notice back from the cookie's value; anything malformed is no notice.
pub fn read_flash(value: &str) -> Option<Notice> {
    if value.len() > 2_001 || value.len().is_multiple_of(2) || !value.is_ascii() {
        return None;
    }
    let (meaning, text) = value.split_at(1);
    let meaning = match meaning {
        "g" => Meaning::Good,
        "w" => Meaning::Warning,
        "n" => Meaning::Notice,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect();
    let text = String::from_utf8(bytes?).ok()?;
    Some(Notice { meaning, text })
}
