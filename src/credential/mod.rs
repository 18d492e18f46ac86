//! Signed credentials: the token in a QR code, its keys, signing and checking.
