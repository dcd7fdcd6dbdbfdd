//! The day that stands in an article's address.

use url::Url;

use super::Source;
use super::calendar::{bare, day, month};
use crate::model::PageDate;

/// `/2024/05/01/`, `/2024-05-01-`, `20240501`, `/2024/may/01/`.
pub fn from_address(source: &Source<'_>) -> Option<PageDate> {
    let candidates = [source.url.as_ref().map(|url| url.as_str().to_owned()), source.canonical()];
    candidates.into_iter().flatten().find_map(|address| {
        let path = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
        numbers(path).or_else(|| words(path))
    })
}

fn numbers(path: &str) -> Option<PageDate> {
    let numbers: Vec<(&str, usize)> = path
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| (part, part.as_ptr() as usize - path.as_ptr() as usize))
        .collect();
    numbers.iter().enumerate().find_map(|(at, (part, start))| {
        if part.len() == 8 {
            let date = day(part.get(..4)?.parse().ok()?, part.get(4..6)?.parse().ok()?, part.get(6..)?.parse().ok()?);
            return date.map(bare);
        }
        let ((month, month_start), (day_part, day_start)) = (*numbers.get(at + 1)?, *numbers.get(at + 2)?);
        let together = *start + 5 == month_start && month_start + month.len() + 1 == day_start;
        if part.len() != 4 || !together || month.len() > 2 || day_part.len() > 2 {
            return None;
        }
        day(part.parse().ok()?, month.parse().ok()?, day_part.parse().ok()?).map(bare)
    })
}

/// A year, a month's name and a day in three folders.
fn words(path: &str) -> Option<PageDate> {
    let folders: Vec<&str> = path.split('/').collect();
    folders.windows(3).find_map(|three| {
        let [year, name, number] = three else { return None };
        if year.len() != 4 || number.len() > 2 {
            return None;
        }
        day(year.parse().ok()?, month(name)?, number.parse().ok()?).map(bare)
    })
}

/// The day in three folders of the address of the page's own picture, as publishing systems file what is uploaded.
pub fn from_picture(source: &Source<'_>) -> Option<PageDate> {
    let url = Url::parse(source.meta(&["og:image"])?).ok()?;
    let folders: Vec<&str> = url.path().split('/').collect();
    folders.windows(3).find_map(|three| {
        let [year, month, number] = three else { return None };
        if year.len() != 4 || month.len() != 2 || number.len() != 2 {
            return None;
        }
        day(year.parse().ok()?, month.parse().ok()?, number.parse().ok()?).map(bare)
    })
}
