//! Keeps the graph in memory and the one in the folder the same.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::Path,
    sync::Arc,
    time::{Duration, SystemTime},
};

use tokio::time::sleep;

use super::front::Front;
use crate::graph::SNAPSHOT;

/// How often the folder is looked at.
const INTERVAL: Duration = Duration::from_secs(1);

/// What tells one snapshot from another: they are replaced whole.
type Stamp = Option<(u64, u64, SystemTime)>;

/// The stamp of the snapshot in a folder; none where there is none.
pub(super) fn stamp(folder: &Path) -> Stamp {
    let known = fs::metadata(folder.join(SNAPSHOT)).ok()?;
    Some((known.ino(), known.len(), known.modified().ok()?))
}

/// Loads the graph whenever it was built anew, and writes it whenever it was changed here, for ever.
pub(super) async fn watch(front: Arc<Front>, mut seen: Stamp) {
    let folder = front.settings.graph.clone();
    loop {
        sleep(INTERVAL).await;
        let now = stamp(&folder);
        if now != seen && now.is_some() {
            match front.pool.load().await {
                Ok(()) => tracing::info!("the graph was built anew and is loaded"),
                Err(error) => tracing::error!("the graph was built anew and cannot be loaded; the one before stays: {error}"),
            }
            seen = now;
        } else if front.settings.token.is_some() {
            if let Err(error) = front.save().await {
                tracing::error!("{error}");
            }
            seen = stamp(&folder);
        }
    }
}
