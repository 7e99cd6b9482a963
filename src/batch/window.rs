//! How much may be in flight: read but not yet written.
//!
//! Results come back in another order than they are to be written in, so those that are early wait. Were there no bound, one slow input would
//! let all others pile up behind it.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Lets so many inputs in, and so many bytes of input; one that is larger than all the bytes comes in alone.
#[derive(Debug)]
pub(super) struct Window {
    max_items: usize,
    max_bytes: u64,
    inside: Mutex<Inside>,
    left: Condvar,
}

#[derive(Debug, Default)]
struct Inside {
    items: usize,
    bytes: u64,
    closed: bool,
}

impl Window {
    /// A window of that size.
    pub(super) fn new(max_items: usize, max_bytes: u64) -> Window {
        Window { max_items, max_bytes, inside: Mutex::default(), left: Condvar::new() }
    }

    /// Waits until there is room for an input of `bytes`; `false` where the window was closed.
    pub(super) fn enter(&self, bytes: u64) -> bool {
        let full = |inside: &mut Inside| !inside.closed && !self.fits(inside, bytes);
        let mut inside = self.left.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        inside.items += 1;
        inside.bytes = inside.bytes.saturating_add(bytes);
        !inside.closed
    }

    /// Whether an input of `bytes` could come in at once.
    pub(super) fn has_room(&self, bytes: u64) -> bool {
        self.fits(&self.lock(), bytes)
    }

    fn fits(&self, inside: &Inside, bytes: u64) -> bool {
        inside.items == 0 || inside.items < self.max_items && inside.bytes.saturating_add(bytes) <= self.max_bytes
    }

    /// So many inputs, of `bytes` together, go to be written.
    pub(super) fn leave(&self, items: usize, bytes: u64) {
        let mut inside = self.lock();
        inside.items = inside.items.saturating_sub(items);
        inside.bytes = inside.bytes.saturating_sub(bytes);
        self.left.notify_one();
    }

    /// Lets nobody in any more, and those who wait go.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.left.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::*;

    /// Whether an input of `bytes` must wait in `window` until one of `first` bytes leaves.
    fn waits(window: &Window, first: u64, bytes: u64) -> bool {
        assert!(window.enter(first));
        let waited = thread::scope(|scope| {
            let (entered, seen) = mpsc::channel();
            scope.spawn(move || entered.send(window.enter(bytes)));
            let waited = seen.recv_timeout(Duration::from_millis(50)).is_err();
            window.leave(1, first);
            waited
        });
        window.leave(1, bytes);
        waited
    }

    #[test]
    fn items_and_bytes_are_bounded() {
        for (max_items, first, bytes, expected) in
            [(2, 4, 6, false), (2, 4, 7, true), (1, 1, 1, true), (2, 0, 99, true), (2, 99, 1, true), (2, 0, 10, false)]
        {
            assert_eq!(waits(&Window::new(max_items, 10), first, bytes), expected, "{max_items} {first} {bytes}");
        }
    }

    #[test]
    fn what_is_larger_than_the_window_comes_in_alone() {
        assert!(Window::new(1, 10).enter(1000));
    }

    #[test]
    fn a_closed_window_lets_nobody_wait() {
        let window = Window::new(1, 10);
        assert!(window.enter(1));
        thread::scope(|scope| {
            let waiting = scope.spawn(|| window.enter(1));
            window.close();
            assert!(!waiting.join().unwrap());
        });
    }
}
