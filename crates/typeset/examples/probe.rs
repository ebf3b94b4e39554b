//! probe
fn main() {
    let b = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    println!("{}", pdf_extract::extract_text_from_mem(&b).unwrap());
}
