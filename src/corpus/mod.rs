//! Files, folders and standard input to documents: text as given, with what is known about it.
