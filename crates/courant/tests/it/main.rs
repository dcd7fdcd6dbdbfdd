//! Integration tests: the house as a whole, over real servers on this machine.

mod pipeline;
