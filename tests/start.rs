//! The cost of every start. This test has its own process because the thread pool is global.

#![allow(clippy::unwrap_used, reason = "a test may fail anywhere")]

use summits_chronology::loader;
use summits_tui::built_in::BUILT_IN;

#[test]
fn loading_the_built_in_chronology_starts_no_thread_pool() {
    loader::load(&BUILT_IN).unwrap();
    // This fails if the pool has been started.
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().unwrap();
}
