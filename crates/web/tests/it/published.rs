//! What the public sees: search, an agency, a year, how a figure came about, open data.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use service::Caller;
use service::assess::Upload;
use service::disclose::Decision;

use crate::site::{Here, example};

const YEAR: &str = "/agencies/76010/2568";

#[tokio::test]
async fn a_published_year_shows_the_figures_of_the_report() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    assert_eq!(here.get(YEAR).await.status, StatusCode::NOT_FOUND);
    here.published(&agency).await;
    let page = here.get(YEAR).await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    for figure in ["91.44", "91.59", "99.78", "95.00", "82.50", "96.45", "80.00", "ผ่าน"] {
        assert!(html.contains(figure), "{figure}");
    }
    assert!(html.contains("href=\"/agencies/76010/2568/explain/OIT\""), "{html}");
    let english = here.get("/en/agencies/76010/2568").await;
    assert_eq!(english.header("content-language"), "en");
    assert!(english.text().contains("href=\"/en/agencies/76010/2568/explain/OIT\""));
    let thai = here.get(&format!("{YEAR}?digits=thai")).await.text();
    assert!(thai.contains("๙๑.๔๔"));
    let findings = thai.split("aria-labelledby=\"findings\"").nth(1).unwrap().split("</ul>").next().unwrap();
    let list = findings.split("<li>").nth(1).unwrap().replace("class=\"nb\"", "");
    assert!(list.contains("๙๔.๓๐") && !list.contains(|c: char| c.is_ascii_digit()), "{list}");
    // The line in the chart is named beside it; what stands below is seen without the chart as well.
    assert!(html.contains("stroke-dasharray") && !html.contains("เส้นประ"));
}

#[tokio::test]
async fn every_figure_leads_to_its_explanation() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.published(&agency).await;
    let html = here.get(YEAR).await.text();
    let links: Vec<String> = html
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| link.contains("/explain/"))
        .map(String::from)
        .collect();
    assert!(14 <= links.len(), "{links:?}");
    for link in &links {
        let seen = here.get(link).await;
        assert_eq!(seen.status, StatusCode::OK, "{link}");
        assert!(seen.text().contains("แหล่งอ้างอิง"), "{link}");
    }
    assert_eq!(here.get(&format!("{YEAR}/explain/no-such")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_weak_item_can_be_seen() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    let mut file: serde_json::Value = serde_json::from_slice(&example("tham-rong-2568.json")).unwrap();
    let items = file["published"]["items"].as_object_mut().unwrap();
    let weak: Vec<String> = (1..=15).map(|number| format!("O{number}")).collect();
    for code in &weak {
        items.insert(code.clone(), "0.00".into());
    }
    let upload = Upload { name: "weak.json".into(), bytes: file.to_string().into_bytes() };
    let id = here.service.add_assessment(&Caller::Console, &agency, upload).await.unwrap().id;
    let decision = Decision { doubts_are_accepted: true };
    here.service.publish(&Caller::Console, &agency, &id, decision).await.unwrap();
    let html = here.get(YEAR).await.text();
    let section = html.split("aria-labelledby=\"weak\"").nth(1).unwrap().split("</section>").next().unwrap();
    let (shown, rest) = section.split_once("<details").expect("the rest");
    assert_eq!(shown.matches("<li>").count(), 12);
    for code in &weak {
        assert!(section.contains(&format!("<strong>{code}</strong>")), "{code}");
    }
    let more = rest.matches("<li>").count();
    assert!(rest.contains(&format!("อีก {more} ข้อ")), "{rest}");
    assert!(here.get(&format!("/en{YEAR}")).await.text().contains(&format!("{more} more")));
}

#[tokio::test]
async fn a_kept_page_is_answered_again_until_it_is_withdrawn() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    let id = here.published(&agency).await;
    let first = here.get(YEAR).await;
    let again = here.get(YEAR).await;
    assert_eq!((&first.body, first.header("etag")), (&again.body, again.header("etag")));
    assert_eq!(again.header("content-security-policy"), web::kit::POLICY);
    let request =
        |name: &str, value: &str| Request::get(YEAR).header(name, value).body(Body::empty()).unwrap();
    let same = here.send(request("if-none-match", first.header("etag"))).await;
    assert_eq!((same.status, same.body.len()), (StatusCode::NOT_MODIFIED, 0));
    let small = here.send(request("accept-encoding", "gzip")).await;
    assert_eq!(small.header("content-encoding"), "gzip");
    assert!(small.body.len() < 15_000, "{}", small.body.len());
    here.service.withdraw(&Caller::Console, &agency, &id).await.unwrap();
    assert_eq!(here.get(YEAR).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_withdrawn_year_says_so_without_figures() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    let id = here.published(&agency).await;
    here.service.withdraw(&Caller::Console, &agency, &id).await.unwrap();
    for path in [YEAR.to_owned(), format!("{YEAR}?digits=thai"), format!("{YEAR}/explain/OIT")] {
        let seen = here.get(&path).await;
        assert_eq!(seen.status, StatusCode::GONE, "{path}");
        let html = seen.text();
        let main = html.split("<main").nth(1).unwrap();
        assert!(main.contains("เมื่อ 1\u{a0}กุมภาพันธ์\u{a0}2569") && main.contains("ถ้ำรงค์"), "{main}");
        assert!(main.contains("href=\"/agencies/76010\""));
        for figure in ["91.44", "91.59", "๙๑.๔๔", "/explain/"] {
            assert!(!main.contains(figure), "{path} {figure}");
        }
    }
    let english = here.get("/en/agencies/76010/2568").await;
    assert!(english.text().contains("The agency withdrew its result of this year on 1\u{a0}February"));
    let data = here.get(&format!("{YEAR}/result.csv")).await;
    assert_eq!(data.status, StatusCode::GONE);
    assert!(data.text().contains("withdrawn"));
    assert_eq!(here.get("/agencies/76010/2567").await.status, StatusCode::NOT_FOUND);
    let decision = Decision { doubts_are_accepted: true };
    here.service.publish(&Caller::Console, &agency, &id, decision).await.unwrap();
    assert_eq!(here.get(YEAR).await.status, StatusCode::OK);
}

#[tokio::test]
async fn agencies_are_found() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.published(&agency).await;
    for words in ["ถ้ำรงค์", "76010", "เพชรบุรี"] {
        let encoded: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let seen = here.get(&format!("/?q={encoded}")).await;
        assert!(seen.text().contains("href=\"/agencies/76010\""), "{words}");
    }
    let none = here.get("/?q=%3Cscript%3E").await.text();
    assert!(none.contains("&lt;script&gt;") && !none.contains("<script>"));
    assert!(none.contains("href=\"/?q=\""), "whoever finds nothing is led to all agencies");
    assert!(here.get("/?q=").await.text().contains("href=\"/agencies/76010\""));
    assert!(!here.get("/").await.text().contains("href=\"/agencies/76010\""));
    assert!(here.get("/agencies/76010").await.text().contains("91.44"));
    assert_eq!(here.get("/agencies/none").await.status, StatusCode::NOT_FOUND);
    for year in ["2568x", "1999", "99999", "-1", "๒๕๖๘"] {
        let encoded: String = year.bytes().map(|byte| format!("%{byte:02X}")).collect();
        assert_eq!(
            here.get(&format!("/agencies/76010/{encoded}")).await.status,
            StatusCode::NOT_FOUND,
            "{year}"
        );
    }
}

#[tokio::test]
async fn open_data_can_be_scored_again() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.published(&agency).await;
    let json = here.get(&format!("{YEAR}/result.json")).await;
    assert!(json.header("content-type").starts_with("application/json"));
    assert!(json.text().contains("91.44"));
    let csv = here.get(&format!("{YEAR}/result.csv")).await;
    assert!(csv.header("content-type").starts_with("text/csv") && csv.body.starts_with(&[0xEF, 0xBB, 0xBF]));
    let file = here.get(&format!("{YEAR}/assessment.json")).await;
    let value: serde_json::Value = serde_json::from_slice(&file.body).unwrap();
    assert!(value["framework"].as_str().unwrap().starts_with("nacc/2568"));
}

#[tokio::test]
async fn notes_of_rules_are_in_the_language_of_the_page() {
    let mut here = Here::new().await;
    let agency = here.agency("76010").await;
    here.published(&agency).await;
    let thai = here.get(&format!("{YEAR}/explain/overall")).await.text();
    assert!(thai.contains("91.59") && thai.contains("ตรงตาม"), "{thai}");
    assert!(!thai.contains("reproduces") && !thai.contains("Published report"), "{thai}");
    let english = here.get(&format!("/en{YEAR}/explain/overall")).await.text();
    assert!(english.contains("reproduces the printed overall score 91.59 of S1"), "{english}");
}
