//! Every visible word stands out from what is behind it: 4.5 to 1 (WCAG 2.2, 1.4.3), in every colour scheme.

use serde::Deserialize;

use crate::chrome::{Chrome, Tab};
use crate::demo::Demo;
use crate::expected::Read;
use crate::places;

const LEAST: f64 = 4.5;

/// Words that do not stand out.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "printed where a check fails")]
struct Faint {
    words: String,
    ratio: f64,
    ink: String,
    ground: String,
}

/// The faintest words of a page, and how many were looked at.
#[derive(Debug, Deserialize)]
struct Looked {
    texts: usize,
    faint: Vec<Faint>,
}

/// Relative luminance and contrast as WCAG 2.2 defines them; see-through colours are laid over what is below.
const LOOK: &str = r"((least) => {
  const parse = (words) => {
    const found = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(words);
    if (!found) throw new Error('a colour this test cannot read: ' + words);
    return [found[1], found[2], found[3], found[4] ?? 1].map(Number);
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((part, at) => part * a + below[at] * (1 - a));
  const ground = (node) => {
    if (!node) return parse(getComputedStyle(document.documentElement).backgroundColor).slice(0, 3);
    const own = parse(getComputedStyle(node).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(node.parentElement));
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => { const s = part / 255; return s <= .04045 ? s / 12.92 : ((s + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ratio = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + .05) / (low + .05);
  };
  const opacity = (node) => node ? Number(getComputedStyle(node).opacity) * opacity(node.parentElement) : 1;
  let texts = 0;
  const faint = [];
  const check = (node, words, colour) => {
    texts += 1;
    const below = ground(node);
    const [r, g, b, a] = parse(colour);
    const ink = over([r, g, b, a * opacity(node)], below);
    const found = ratio(ink, below);
    if (found < least) faint.push({ words: words.trim().slice(0, 60), ratio: found, ink: ink.join(' '), ground: below.join(' ') });
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true }) || parent.closest('.vh, .skip, script, style')) continue;
    check(parent, node.data, getComputedStyle(parent).color);
  }
  for (const field of document.querySelectorAll('input, textarea')) {
    if (!field.checkVisibility() || field.type === 'hidden') continue;
    check(field, field.value || 'a field', getComputedStyle(field).color);
    if (field.placeholder) check(field, field.placeholder, getComputedStyle(field, '::placeholder').color);
  }
  return { texts, faint };
})";

async fn look(tab: &Tab) -> Looked {
    tab.js(&format!("{LOOK}({LEAST})")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn words_stand_out() {
    let demo = Demo::read().await;
    let read = Read::of(&demo).await;
    let chrome = Chrome::open().await;
    let tab = chrome.tab(1280, 800).await;
    for dark in [false, true] {
        tab.dark(dark).await;
        for place in places::all(&demo, &read).await {
            tab.visit(&demo.at(&place.path)).await;
            let is_dark: bool = tab.js("matchMedia('(prefers-color-scheme: dark)').matches").await;
            assert_eq!(is_dark, dark);
            let looked = look(&tab).await;
            assert!(looked.texts > 10, "{}: {looked:?}", place.name);
            assert!(
                looked.faint.is_empty(),
                "{} in {}: {:#?}",
                place.name,
                if dark { "dark" } else { "light" },
                looked.faint
            );
        }
    }
    // The row under the keys, whose ground is another.
    tab.visit(&demo.at("/latest")).await;
    tab.press("j").await;
    let washed: bool = tab.js("!!document.querySelector('.items .at')").await;
    assert!(washed && look(&tab).await.faint.is_empty());
    // A planted fault is seen.
    let _: bool = tab.js("(document.querySelector('h1').setAttribute('hidden', ''), document.querySelector('.items h3').style.opacity = '.3', true)").await;
    let faint = look(&tab).await.faint;
    assert!(!faint.is_empty(), "a headline of thirty per cent is faint");
    chrome.close().await;
}
