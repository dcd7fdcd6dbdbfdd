//! A page whose furniture can still be decided: its pieces, and what is remembered of each.
//!
//! Pages that are read in one round teach their host together, in an order of their own, and each is then read with what
//! all of them taught ([`learn_round`]). So neither what is known of a host nor any text depends on which page happened
//! to be read first.

use serde::{Deserialize, Serialize};

use super::compose::{Body, Piece, assemble, leave_tables_whole};
use super::host::HostFurniture;
use super::prints::PagePrints;

/// What the judge of blocks kept of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What the page teaches; one print for each piece.
    pub prints: PagePrints,
    pieces: Vec<Piece>,
    /// Which pieces were left out when the page was read.
    pub(super) gone: Vec<bool>,
}

impl Draft {
    pub(super) fn new(prints: PagePrints, pieces: Vec<Piece>, host: &HostFurniture) -> Self {
        let gone = verdicts(host, &prints, &pieces);
        Self { prints, pieces, gone }
    }

    /// A compact form to be stored, about twice as long as the text.
    ///
    /// # Errors
    /// When it cannot be written, which no draft brings about.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// Reads what [`Self::to_bytes`] wrote.
    ///
    /// # Errors
    /// When something else wrote it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, postcard::Error> {
        postcard::from_bytes(bytes)
    }

    /// The article as it was read.
    pub fn body(&self) -> Body {
        self.without(&self.gone)
    }

    /// The article as it reads now; `None` when it reads as it did.
    fn body_on(&self, host: &HostFurniture) -> Option<Body> {
        let gone = verdicts(host, &self.prints, &self.pieces);
        (gone != self.gone).then(|| self.without(&gone))
    }

    fn without(&self, gone: &[bool]) -> Body {
        assemble(self.pieces.iter().zip(gone).filter(|(_, gone)| !**gone).map(|(piece, _)| piece))
    }
}

/// Which pieces are the host's furniture.
fn verdicts(host: &HostFurniture, prints: &PagePrints, pieces: &[Piece]) -> Vec<bool> {
    let mut gone = host.verdicts(&prints.prints);
    leave_tables_whole(pieces, &mut gone);
    gone
}

/// Lets all pages of a round teach their host. Returns for each of them, in the order given, how it reads then, or `None`
/// when it reads as it did. Whatever the order given, the host learns the same.
pub fn learn_round(host: &mut HostFurniture, round: &[Draft]) -> Vec<Option<Body>> {
    let mut order: Vec<&PagePrints> = round.iter().map(|draft| &draft.prints).collect();
    order.sort_by(|a, b| a.order().cmp(&b.order()));
    for prints in order {
        host.learn(prints);
    }
    round.iter().map(|draft| draft.body_on(host)).collect()
}
