//! A memory allocator in as few bytes of code as possible: blocks whose sizes are powers of two, and a list of the free
//! ones of each size.
//!
//! A freed block serves the next request of its size. Blocks are never divided or joined, so memory grows to at most
//! twice the peak of each size.

#![allow(unsafe_code)]

use std::{
    alloc::{GlobalAlloc, Layout},
    arch::wasm32::memory_grow,
    cell::UnsafeCell,
    ptr::null_mut,
};

/// Size of a page of WebAssembly's memory.
const PAGE: usize = 0x1_0000;
/// The smallest size of a block, and the alignment that every block has.
const SMALLEST: usize = 16;

#[global_allocator]
static ALLOCATOR: Allocator = Allocator(UnsafeCell::new(Blocks {
    free: [null_mut(); 32],
    start: 0,
    end: 0,
}));

struct Allocator(UnsafeCell<Blocks>);

struct Blocks {
    /// The first free block of each size, by the exponent of its power of two. It begins with a pointer to the next.
    free: [*mut u8; 32],
    /// Start of the memory that was never part of a block.
    start: usize,
    /// End of that memory.
    end: usize,
}

// SAFETY: `lib.rs` compiles this module for targets without threads only.
unsafe impl Sync for Allocator {}

/// The exponent of the power of two that a block for `size` bytes has as its size.
fn exponent(size: usize) -> u32 {
    (size.max(SMALLEST) - 1).ilog2() + 1
}

// SAFETY: a block belongs to one owner until it is freed. It is at least as large as its layout, and begins at a
// multiple of `SMALLEST`, because pages and sizes of blocks are multiples of it; layouts of a larger alignment are refused.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let exponent = exponent(layout.size());
        // SAFETY: there is one thread, and nothing in here allocates, so this is the only reference.
        let blocks = unsafe { &mut *self.0.get() };
        let Some(free) = blocks.free.get_mut(exponent as usize) else {
            return null_mut();
        };
        if layout.align() > SMALLEST {
            return null_mut();
        }
        let block = *free;
        if !block.is_null() {
            // SAFETY: a free block begins with a pointer, which `dealloc` wrote.
            *free = unsafe { *block.cast() };
            return block;
        }
        let size = 1 << exponent;
        if size > blocks.end - blocks.start {
            let pages = size.div_ceil(PAGE);
            let grown = memory_grow::<0>(pages);
            if grown == usize::MAX {
                return null_mut();
            }
            // New pages continue the old ones, unless something else took pages in between.
            if grown * PAGE != blocks.end {
                blocks.start = grown * PAGE;
            }
            blocks.end = (grown + pages) * PAGE;
        }
        let block = blocks.start as *mut u8;
        blocks.start += size;
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: there is one thread, and nothing in here allocates, so this is the only reference.
        let blocks = unsafe { &mut *self.0.get() };
        if let Some(free) = blocks.free.get_mut(exponent(layout.size()) as usize) {
            // SAFETY: the block came from `alloc`, so it has room for a pointer, is aligned for it, and is the caller's.
            unsafe { *block.cast() = *free };
            *free = block;
        }
    }
}
