//! Two more invented hosts, made when the learner was finished; it was not changed after they had been measured.

use std::collections::BTreeSet;

use super::{Draft, Manuscript, Page, blocks, escaped, others};

/// A small town's paper: plain paragraphs, asides among them in turns, and links to other articles in a list of their own.
pub fn gazette(all: &[Manuscript], number: usize) -> Page {
    let own = &all[number];
    let mut page = Draft { html: String::new(), article: Vec::new(), furniture: BTreeSet::new() };
    page.html.push_str(&format!(
        "<html lang=es><head><title>{} - La Gaceta del Puerto</title></head><body><main>",
        escaped(&own.title)
    ));
    page.furniture("<h1>", &own.title, "</h1>");
    page.furniture("<p class=firma>", &format!("{} | La Gaceta del Puerto", own.author), "</p>");
    page.html.push_str("<div class='contenido entrada'>");
    let asides = [
        "Suscríbete al boletín de La Gaceta y recibe cada mañana lo que pasa en el puerto, en las calles y en el ayuntamiento, antes de que abran los bares.",
        "Síguenos en nuestro canal y no te pierdas nada.",
        "Si tienes algo que contar, escribe a la redacción: leemos todas las cartas y contestamos a casi todas.",
    ];
    for (at, (tag, text)) in blocks(all, number).iter().enumerate() {
        match at {
            1 => page.furniture("<p><strong>", asides[number % 3], "</strong></p>"),
            3 => {
                page.html.push_str("<ul class=mas>");
                for other in others(all, number, 2) {
                    page.furniture("<li><a href=/o>", &other.title, "</a></li>");
                }
                page.html.push_str("</ul>");
            }
            _ => {}
        }
        page.truth("", tag, text, "");
    }
    page.furniture("<p class=pie>", "La Gaceta del Puerto, fundada en 1911, se imprime a orillas de la ría.", "</p>");
    page.html.push_str("</div></main></body></html>");
    Page {
        url: format!("https://gaceta.example/{number}"),
        html: page.html,
        article: page.article,
        furniture: page.furniture,
    }
}

/// A magazine dressed in utility classes, with what is most read (the same for ten pages each) and a notice amid the text.
pub fn magazine(all: &[Manuscript], number: usize) -> Page {
    let own = &all[number];
    let mut page = Draft { html: String::new(), article: Vec::new(), furniture: BTreeSet::new() };
    page.html.push_str(&format!(
        "<html lang=en><head><title>{}</title></head><body><div class='mx-4 flex'>",
        escaped(&own.title)
    ));
    page.furniture("<h1 class='text-4xl mt-2'>", &own.title, "</h1>");
    let (open, close) = ("<section class='mt-4 px-2 text-lg'>", "</section>");
    for (at, (tag, text)) in blocks(all, number).iter().enumerate() {
        match at {
            1 => page.furniture(&format!("{open}<p>"), "The Quarterdeck has no owner but its readers. If this was worth ten minutes of your day, become one of them.", &format!("</p>{close}")),
            2 => {
                page.furniture("<section class='mt-8 border'><p class=font-bold>", "Most read this week", "</p>");
                for other in others(all, number / 10 * 10, 5) {
                    page.furniture("<p><a href=/o>", &other.title, "</a></p>");
                }
                page.html.push_str(close);
            }
            _ => {}
        }
        page.truth(open, tag, text, close);
    }
    page.furniture(
        "<div class='mt-8 text-sm'><p>",
        "Letters to the Quarterdeck are read aloud in the office on Fridays, and some of them are printed.",
        "</p>",
    );
    page.furniture("<p>", &format!("{} readers have marked this page.", number * 7 + 3), "</p></div>");
    page.html.push_str("</div></body></html>");
    Page {
        url: format!("https://quarterdeck.example/{number}"),
        html: page.html,
        article: page.article,
        furniture: page.furniture,
    }
}
