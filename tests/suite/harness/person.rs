//! A person with a browser: cookies, redirections, forms.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use consultant_registry::acts::access::{Enrolment, Seat, enrol};
use consultant_registry::domain::staff::Role;
use rocket::http::{ContentType, Cookie, Header, Method};
use rocket::local::asynchronous::Client;

use super::World;
use super::page::{Page, PageForm};

/// The password of everybody in the stories.
pub(crate) const PASSWORD: &str = "ba con mèo trèo cây cau";

/// A person with a browser.
#[derive(Clone)]
pub(crate) struct Person {
    client: Arc<Client>,
    cookies: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
    address: IpAddr,
}

/// A form being filled in.
pub(crate) struct Filling<'p> {
    person: &'p mut Person,
    form: PageForm,
    files: Vec<(String, String, Vec<u8>)>,
}

impl World {
    /// An applicant who has signed up and is signed in.
    pub(crate) async fn applicant(&self, email: &str) -> Person {
        let mut person = self.anonymous();
        let page = person.visit("/sign-up").await;
        let filling = person.fill(&page, "Tạo tài khoản").with("name", "Trần Thị Mai").with("email", email);
        let page = filling.with("password", PASSWORD).send().await;
        assert!(page.buttons().contains(&"Đăng xuất".to_owned()), "{email} signed up: {}", page.heading());
        person
    }

    /// An officer of the issuer in these roles, signed in.
    pub(crate) async fn officer(&self, email: &str, issuer: &str, roles: &[Role]) -> Person {
        self.officer_of(email, &[(issuer, roles)]).await
    }

    /// An officer of several issuers, signed in. Their staff number is their
    /// address without its signs.
    pub(crate) async fn officer_of(&self, email: &str, posts: &[(&str, &[Role])]) -> Person {
        let number: String = email.chars().filter(char::is_ascii_alphanumeric).take(32).collect();
        let posts = posts.iter().map(|(issuer, roles)| (issuer.parse().expect("an issuer"), roles.to_vec()));
        let seat = Seat { number: number.parse().expect("a number"), posts: posts.collect() };
        let name = "Nguyễn Văn An".to_owned();
        let person = Enrolment { email: email.to_owned(), name, staff: Some(seat) };
        enrol(&self.registry, PASSWORD, &[person]).await.expect("a member of staff");
        let mut person = self.anonymous();
        let page = person.sign_in(email, PASSWORD).await;
        assert!(page.buttons().contains(&"Đăng xuất".to_owned()), "{email} signed in: {}", page.heading());
        person
    }
}

impl Person {
    pub(super) fn new(client: Arc<Client>) -> Self {
        let address = Ipv4Addr::new(192, 0, 2, 1).into();
        Self { client, cookies: BTreeMap::new(), headers: Vec::new(), address }
    }

    /// The same browser from another network address.
    pub(crate) fn from(mut self, address: [u8; 4]) -> Self {
        self.address = IpAddr::from(address);
        self
    }

    /// The same browser with one more header on every request.
    pub(crate) fn saying(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The value of a cookie the browser holds.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Opens a page and follows redirections.
    pub(crate) async fn visit(&mut self, path: &str) -> Page {
        let page = self.send(Method::Get, path, None).await;
        self.follow(page).await
    }

    /// Sends one request and does not follow; for what no page of ours sends.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: Option<(ContentType, Vec<u8>)>,
    ) -> Page {
        let mut request =
            self.client.req(method, path.to_owned()).remote(SocketAddr::new(self.address, 50_000));
        request.add_header(Header::new("Host", "localhost:8000"));
        for (name, value) in &self.headers {
            request.add_header(Header::new(name.clone(), value.clone()));
        }
        for (name, value) in &self.cookies {
            request = request.cookie(Cookie::new(name.clone(), value.clone()));
        }
        if let Some((content_type, bytes)) = body {
            request = request.header(content_type).body(bytes);
        }
        let response = request.dispatch().await;
        let headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .map(|header| (header.name.to_string(), header.value.to_string()))
            .collect();
        for (_, text) in headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie")) {
            let cookie = Cookie::parse_encoded(text.clone()).expect("a cookie");
            let gone = cookie.max_age().is_some_and(|age| age.whole_seconds() == 0);
            if gone {
                self.cookies.remove(cookie.name());
            } else {
                self.cookies.insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
        let status = response.status();
        let bytes = response.into_bytes().await.unwrap_or_default();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Page { path: path.to_owned(), status, headers, body, bytes }
    }

    /// Begins to fill in the form of the button with this label.
    pub(crate) fn fill(&mut self, page: &Page, button: &str) -> Filling<'_> {
        Filling { form: page.form(button), person: self, files: Vec::new() }
    }

    /// Presses a button and fills nothing in.
    pub(crate) async fn press(&mut self, page: &Page, button: &str) -> Page {
        self.fill(page, button).send().await
    }

    /// Signs in on the sign-in page.
    pub(crate) async fn sign_in(&mut self, email: &str, password: &str) -> Page {
        let page = self.visit("/sign-in").await;
        self.fill(&page, "Đăng nhập").with("email", email).with("password", password).send().await
    }

    /// Goes where an answer leads.
    pub(crate) async fn follow(&mut self, mut page: Page) -> Page {
        for _ in 0..5 {
            if page.header("Location").is_none() {
                return page;
            }
            let to = page.header("Location").expect("a redirection says where to").to_owned();
            // A browser keeps the fragment to itself.
            let asked = to.split('#').next().unwrap_or_default();
            page = self.send(Method::Get, asked, None).await;
        }
        panic!("redirected in circles at {}", page.path);
    }
}

impl Filling<'_> {
    /// Types into a field, or chooses in it, in place of what was there.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.form.fields.retain(|(known, _)| known != name);
        self.and(name, value)
    }

    /// Ticks one more box of the field.
    pub(crate) fn and(mut self, name: &str, value: &str) -> Self {
        assert!(
            self.form.names.iter().any(|known| known == name),
            "no field “{name}”: {:?}",
            self.form.names
        );
        self.form.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Changes what the page put in a hidden field, as an attacker would.
    pub(crate) fn forging(mut self, name: &str, value: &str) -> Self {
        self.form.fields.retain(|(known, _)| known != name);
        self.form.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends the form elsewhere than its page says, as an attacker would.
    pub(crate) fn to(mut self, path: &str) -> Self {
        path.clone_into(&mut self.form.action);
        self
    }

    /// Chooses a file.
    pub(crate) fn attach(mut self, name: &str, file_name: &str, bytes: &[u8]) -> Self {
        assert!(self.form.multipart && self.form.names.iter().any(|known| known == name), "no file “{name}”");
        self.files.push((name.to_owned(), file_name.to_owned(), bytes.to_vec()));
        self
    }

    /// Presses the button and follows redirections.
    pub(crate) async fn send(self) -> Page {
        let encoded = encode(&self.form.fields);
        let action = self.form.action.clone();
        let page = if self.form.method == "GET" {
            let path = action.split('?').next().unwrap_or_default();
            self.person.send(Method::Get, &format!("{path}?{encoded}"), None).await
        } else if self.form.multipart {
            let body = multipart(&self.form.fields, &self.files);
            self.person.send(Method::Post, &action, Some(body)).await
        } else {
            self.person.send(Method::Post, &action, Some((ContentType::Form, encoded.into_bytes()))).await
        };
        self.person.follow(page).await
    }
}

fn encode(fields: &[(String, String)]) -> String {
    let percent = |text: &str| rocket::http::RawStr::new(text).percent_encode().to_string();
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", percent(name), percent(value))).collect();
    pairs.join("&")
}

fn multipart(fields: &[(String, String)], files: &[(String, String, Vec<u8>)]) -> (ContentType, Vec<u8>) {
    let boundary = "a-boundary-that-no-story-types";
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.into_bytes());
    }
    for (name, file_name, bytes) in files {
        let part = format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file_name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        body.extend(part.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{boundary}--\r\n").into_bytes());
    (ContentType::new("multipart", "form-data").with_params([("boundary", boundary)]), body)
}
