//! Values in chunks of one size: growing copies nothing and leaves no holes in a memory that is never given back.
//!
//! All chunks but the last are full; the first one alone grows step by step, for small tables.

/// Values of a full chunk; whole words of a mask of rows.
pub(super) const CHUNK: usize = 4096;

/// What the first chunk begins with.
const FIRST: usize = 64;

#[derive(Clone, Debug)]
pub(super) struct Chunks<T> {
    full: Vec<Vec<T>>,
    last: Vec<T>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self {
            full: Vec::new(),
            last: Vec::new(),
        }
    }
}

impl<T: Copy> Chunks<T> {
    pub(super) fn len(&self) -> usize {
        self.full.len() * CHUNK + self.last.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.full.is_empty() && self.last.is_empty()
    }

    #[inline]
    pub(super) fn push(&mut self, value: T) {
        if self.last.len() == self.last.capacity() {
            self.make_room();
        }
        self.last.push(value);
    }

    /// As many times this value as it takes to be that long.
    pub(super) fn fill(&mut self, len: usize, value: T) {
        while self.len() < len {
            self.push(value);
        }
    }

    #[inline]
    pub(super) fn get(&self, place: usize) -> Option<T> {
        let chunk = self.full.get(place / CHUNK).unwrap_or(&self.last);
        // OK because a place behind the last chunk must not be found in it.
        let found = chunk.get(place % CHUNK).copied();
        found.filter(|_| place / CHUNK <= self.full.len())
    }

    /// A chunk by its number; empty where there is none.
    pub(super) fn chunk(&self, number: usize) -> &[T] {
        match self.full.get(number) {
            Some(chunk) => chunk,
            None if number == self.full.len() => &self.last,
            None => &[],
        }
    }

    /// The chunks in their order.
    pub(super) fn slices(&self) -> impl Iterator<Item = &[T]> {
        let last = std::iter::once(self.last.as_slice());
        self.full.iter().map(Vec::as_slice).chain(last)
    }

    #[inline(never)]
    fn make_room(&mut self) {
        if self.last.len() >= CHUNK {
            self.full.push(std::mem::take(&mut self.last));
            self.last.reserve_exact(CHUNK);
        } else {
            let wanted = (self.last.len() * 2).clamp(FIRST, CHUNK);
            let wanted = if self.full.is_empty() { wanted } else { CHUNK };
            self.last.reserve_exact(wanted - self.last.len());
        }
    }

    pub(super) fn shrink(&mut self) {
        self.full.shrink_to_fit();
        self.last.shrink_to_fit();
    }

    pub(super) fn data_bytes(&self) -> usize {
        self.len() * size_of::<T>()
    }

    pub(super) fn heap_bytes(&self) -> usize {
        let values: usize = self.full.iter().map(Vec::capacity).sum();
        (values + self.last.capacity()) * size_of::<T>()
            + self.full.capacity() * size_of::<Vec<T>>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_from_any_chunk_and_from_nowhere_else() {
        let mut chunks = Chunks::default();
        assert!(chunks.is_empty());
        for value in 0..CHUNK * 2 + 10 {
            chunks.push(value);
        }
        chunks.shrink();
        chunks.push(CHUNK * 2 + 10);
        assert_eq!(chunks.len(), CHUNK * 2 + 11);
        for place in 0..chunks.len() {
            assert_eq!(chunks.get(place), Some(place));
        }
        for place in [chunks.len(), CHUNK * 3, CHUNK * 3 + 5, CHUNK * 9 + 1] {
            assert_eq!(chunks.get(place), None);
        }
        let all: Vec<usize> = chunks.slices().flatten().copied().collect();
        assert_eq!(all, (0..CHUNK * 2 + 11).collect::<Vec<usize>>());
    }

    #[test]
    fn a_full_table_holds_little_more_than_its_values() {
        let mut chunks = Chunks::default();
        chunks.fill(100_000, 0_u64);
        chunks.shrink();
        assert!(chunks.heap_bytes() < chunks.data_bytes() * 102 / 100);
    }
}
