//! The Merkle tree over the register's entries (RFC 6962, section 2.1): one
//! hash that commits to all of them in their order.

use sha2::{Digest, Sha256};

/// A tree that leaves are added to. It keeps one hash for each complete
/// subtree, so that a register of any length takes a few lines of memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Roots of the complete subtrees, the largest first.
    complete: Vec<[u8; 32]>,
    size: u64,
}

impl Tree {
    /// How many leaves it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of a leaf.
    pub fn push(&mut self, leaf: [u8; 32]) {
        let mut node = leaf;
        // As many subtrees become one as the size ends in ones.
        for _ in 0..self.size.trailing_ones() {
            let left = self.complete.pop().expect("a subtree for every one in the size");
            node = parent(&left, &node);
        }
        self.complete.push(node);
        self.size += 1;
    }

    /// The hash of the whole; of an empty tree the hash of nothing.
    pub fn root(&self) -> [u8; 32] {
        let mut subtrees = self.complete.iter().rev();
        let Some(last) = subtrees.next() else { return Sha256::digest([]).into() };
        subtrees.fold(*last, |right, left| parent(left, &right))
    }
}

/// The leading one keeps a node from being passed off as a leaf.
fn parent(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::leaf_hash;

    /// Leaves and roots of the test of RFC 6962's reference implementation.
    #[test]
    fn the_roots_are_those_of_the_reference_implementation() {
        let leaves = [
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f",
        ];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut tree = Tree::default();
        let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
        assert_eq!(hex(&tree.root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (leaf, root) in leaves.into_iter().zip(roots) {
            let body = data_encoding::HEXLOWER.decode(leaf.as_bytes()).expect("hexadecimal");
            tree.push(leaf_hash(&body));
            assert_eq!(hex(&tree.root()), root, "{} leaves", tree.size());
        }
    }
}
