//! Serves the samples of all pages on this machine, to be looked at: `cargo run -p web --example samples -- PORT`.

use std::sync::Arc;

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse as _};
use axum::routing::get;
use domain::text::Language;
use web::PAGES;
use web::kit::assets::Assets;
use web::kit::engine::Kit;
use web::kit::frame::{Frame, MenuLine, Person};
use web::kit::page::Menu;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let port = std::env::args().nth(1).unwrap_or_else(|| String::from("8570"));
    let assets = Arc::new(Assets::built_in());
    let kit = Arc::new(Kit::new(PAGES, &assets)?);
    let files =
        move |Path(file): Path<String>, headers: HeaderMap| async move { assets.serve(&file, &headers) };
    let page = move |Path((language, name, at)): Path<(String, String, usize)>| async move {
        let language = if language == "en" { Language::English } else { Language::Thai };
        let menu = Menu::ALL.into_iter().map(MenuLine::of).collect();
        let person =
            Person {
                name: String::from("ผู้ทดสอบ ระบบ"), agency: Some(String::from("อบต.ตัวอย่าง")), menu
            };
        let entry = PAGES.iter().find(|entry| entry.name == name);
        let Some(entry) = entry else { return StatusCode::NOT_FOUND.into_response() };
        let Some(sample) = (entry.samples)().into_iter().nth(at) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let frame = Frame::new(language, "/");
        let frame = if at % 2 == 1 { frame.of(person) } else { frame.read_only(at == 2) };
        match kit.render_sample(language, &frame, entry.name, sample) {
            Ok(html) => Html(html.body).into_response(),
            Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")).into_response(),
        }
    };
    let list = || async {
        let rows = PAGES.iter().flat_map(|entry| {
            (0..(entry.samples)().len()).map(|at| format!("/sample/th/{}/{at}\n", entry.name))
        });
        rows.collect::<String>()
    };
    let router = Router::new()
        .route("/", get(list))
        .route("/assets/{file}", get(files))
        .route("/sample/{language}/{name}/{at}", get(page));
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    Ok(axum::serve(listener, router).await?)
}
