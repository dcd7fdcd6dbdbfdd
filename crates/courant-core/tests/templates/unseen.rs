//! Two invented hosts that were written when the learner had got its rules on affairs and links, and measured once; nothing
//! was changed after that.

use std::collections::BTreeSet;

use super::{Draft, Manuscript, Page, blocks, escaped, others};

/// An old-fashioned almanac: a table for the frame, calls in italics, and a list of earlier pages below the text.
pub fn almanac(all: &[Manuscript], number: usize) -> Page {
    let own = &all[number];
    let mut page = Draft { html: String::new(), article: Vec::new(), furniture: BTreeSet::new() };
    page.html.push_str(&format!("<html lang=en><head><title>{0} - The Tidewater Almanac</title></head><body><table id=frame><tr><td class=page>", escaped(&own.title)));
    page.furniture("<h2 class=head>", &own.title, "</h2>");
    page.furniture("<div class=who>", &format!("Set down by {} for the Tidewater Almanac", own.author), "</div>");
    for (at, (tag, text)) in blocks(all, number).iter().enumerate() {
        match at {
            1 => page.furniture("<div class=slip><i>", "Do you get our letter? It comes on Saturdays, costs nothing and has the week's tides on the back: sign up below.", "</i></div>"),
            2 => page.furniture("<div class=slip><i>", "Story continues below", "</i></div>"),
            4 => page.furniture("<p>", "You are reading the Almanac for nothing, because others pay for it. Nine of them pay for you at this moment, and they would be glad of a tenth.", "</p>"),
            _ => {}
        }
        page.truth("", tag, text, "");
    }
    page.furniture("<p class=small>", "The Tidewater Almanac corrects what it got wrong. Tell the desk.", "</p>");
    page.furniture("<p class=small>", "Share this page with someone who has not seen the sea today.", "</p>");
    page.html.push_str("<div class=earlier>");
    page.furniture("<b>", "Earlier in the Almanac", "</b>");
    for other in others(all, number, 3) {
        page.furniture("<div class=row><a href=/p>", &other.title, "</a></div>");
    }
    page.html.push_str("</div></td></tr></table></body></html>");
    Page {
        url: format!("https://almanac.example/{number}"),
        html: page.html,
        article: page.article,
        furniture: page.furniture,
    }
}

/// A daily with elements of its own: cards with openings between the paragraphs, an appeal, and a player's words.
pub fn courrier(all: &[Manuscript], number: usize) -> Page {
    let own = &all[number];
    let mut page = Draft { html: String::new(), article: Vec::new(), furniture: BTreeSet::new() };
    page.html.push_str(&format!("<html lang=fr><head><title>{} | Le Courrier des Marais</title><meta name=author content='{}'></head><body><main><article>", escaped(&own.title), escaped(&own.author)));
    page.furniture("<header><h1 class=titre>", &own.title, "</h1></header>");
    page.furniture("<p class=ecoute>", "Écouter cet article", "</p>");
    page.html.push_str("<section data-part=corps>");
    for (at, (tag, text)) in blocks(all, number).iter().enumerate() {
        match at {
            1 => {
                let other = others(all, number, 1).next().unwrap();
                page.furniture("<div class=carte><h4><a href=/c>", &other.title, "</a></h4>");
                page.furniture("<p>", &other.teaser(), "</p></div>");
            }
            3 => {
                page.furniture("<div class=appel><p class=gros>", "Le Courrier vit de ses lecteurs", "</p>");
                page.furniture("<p>", "Chaque matin, vingt-deux personnes se lèvent avant la marée pour écrire ce journal. Abonnez-vous pour le prix d'un café, et elles se lèveront demain aussi.", "</p></div>");
            }
            5 => page.furniture("<p class=lien><a href=/l>", "Toute l'actualité des marais est ici", "</a></p>"),
            _ => {}
        }
        page.truth("", tag, text, "");
    }
    page.furniture("<p class=droits>", "© Le Courrier des Marais, tous droits réservés.", "</p>");
    page.html.push_str("</section><section data-part=suite>");
    for other in others(all, number, 4) {
        page.furniture("<p class=ligne><a href=/s>", &other.title, "</a></p>");
    }
    page.html.push_str("</section></article></main></body></html>");
    Page {
        url: format!("https://courrier.example/{number}"),
        html: page.html,
        article: page.article,
        furniture: page.furniture,
    }
}
