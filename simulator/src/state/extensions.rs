//! State that a resource keeps in its own file.

use std::any::{Any, TypeId};
use std::collections::HashMap;

/// Values by their type, one of each, like `http::Extensions`.
#[derive(Default)]
pub(crate) struct Extensions(HashMap<TypeId, Box<dyn Any + Send + Sync>>);

impl Extensions {
    /// The value of that type, when there is one.
    pub(crate) fn get<T: Any>(&self) -> Option<&T> {
        self.0.get(&TypeId::of::<T>())?.downcast_ref()
    }

    /// The value of that type, to change it. It begins as the type's default.
    pub(crate) fn get_mut<T: Any + Default + Send + Sync>(&mut self) -> &mut T {
        let value = self.0.entry(TypeId::of::<T>()).or_insert_with(|| Box::<T>::default());
        match value.downcast_mut() {
            Some(value) => value,
            None => unreachable!("a value is kept under its own type"),
        }
    }

    /// The items of a `Vec`, none when there is no such value.
    pub(crate) fn list<T: Any>(&self) -> &[T] {
        self.get::<Vec<T>>().map(Vec::as_slice).unwrap_or_default()
    }

    /// The same items, to change them.
    pub(crate) fn list_mut<T: Any + Send + Sync>(&mut self) -> &mut Vec<T> {
        self.get_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::Extensions;

    #[test]
    fn values_are_found_by_their_type() {
        let mut extensions = Extensions::default();
        assert_eq!(extensions.get::<u8>(), None);
        *extensions.get_mut::<u8>() += 1;
        extensions.list_mut::<u8>().push(2);
        assert_eq!(extensions.get::<u8>(), Some(&1));
        assert_eq!(extensions.list::<u8>(), [2]);
        assert!(extensions.list::<u16>().is_empty());
    }
}
