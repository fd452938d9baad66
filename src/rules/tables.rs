//! Copying tables without new memory.
//!
//! A derived `clone_from` makes a new value and drops the old one. Those who copy a
//! position again and again want the memory of the old one used again.

/// Implements [`Clone`] for a struct, field by field, so that `clone_from` uses the
/// memory of every field again.
macro_rules! clone_in_place {
    ($table:ident { $($field:ident),+ $(,)? }) => {
        impl Clone for $table {
            fn clone(&self) -> Self {
                Self { $($field: self.$field.clone()),+ }
            }

            fn clone_from(&mut self, other: &Self) {
                $(self.$field.clone_from(&other.$field);)+
            }
        }
    };
}

pub(crate) use clone_in_place;
