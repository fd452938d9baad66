//! How the width of a row of the table is shared out among its columns.

/// The widths of the columns of a row.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// The whole row.
    pub total: f32,
    /// The clause's name; it stands above its cells if this is 0.
    pub name: f32,
    /// The cells.
    pub cells: f32,
    /// The account.
    pub worth: f32,
    /// The size of the type in the cells.
    pub size: f32,
}

impl Columns {
    /// Shares out a width.
    #[must_use]
    pub fn of(total: f32) -> Self {
        let worth = (total * 0.2).clamp(58.0, 300.0);
        let name = if total < 680.0 { 0.0 } else { (total * 0.185).clamp(130.0, 220.0) };
        let gaps = if name > 0.0 { 26.0 } else { 14.0 };
        Self { total, name, cells: total - name - worth - gaps, worth, size: 13.0 }
    }

    /// The same with larger type.
    #[must_use]
    pub fn roomy(self) -> Self {
        Self { size: 15.0, ..self }
    }

    /// Where the account begins, from the left of a row.
    #[must_use]
    pub fn worth_at(&self) -> f32 {
        self.total - self.worth
    }

    /// Where the cells begin, from the left of a row.
    pub(super) fn cells_at(&self) -> f32 {
        if self.name > 0.0 { self.name + 12.0 } else { 8.0 }
    }
}
