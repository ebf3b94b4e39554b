//! Sets documents as PDF.
