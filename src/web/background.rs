//! Work in the background, for as long as the server runs: a worker for each
//! kind of job that this program knows.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rocket::fairing::AdHoc;
use rocket::tokio::spawn;
use rocket::tokio::task::JoinHandle;
use rocket::tokio::time::sleep;
use rocket::{Orbit, Rocket, Shutdown};

use crate::acts::Registry;
use crate::acts::background::Background;
use crate::acts::escalations::Limits;
use crate::acts::imports::Imports;
use crate::acts::mails::Mails;
use crate::acts::printing::batches::Batches;
use crate::acts::watch::Watch;
use crate::config::Config;
use crate::domain::job::Job;
use crate::jobs::Worker;

/// How long a worker that fell over lies.
const UP_AGAIN: Duration = Duration::from_secs(5);

/// The workers of a server.
#[derive(Default)]
pub(super) struct Workers(Mutex<Vec<JoinHandle<()>>>);

/// Has the workers begin when the server does.
pub(super) fn begins() -> AdHoc {
    AdHoc::on_liftoff("jobs", |rocket| {
        begin(rocket);
        Box::pin(async {})
    })
}

/// Waits, when the server ends, until the workers have given back what they
/// were at: another server need not wait for their leases to run out.
pub(super) fn ends() -> AdHoc {
    AdHoc::on_shutdown("jobs given back", |rocket| {
        let workers = rocket.state::<Workers>().map(Workers::take).unwrap_or_default();
        Box::pin(async move {
            for worker in workers {
                if let Err(error) = worker.await {
                    tracing::warn!(%error, "a worker did not end");
                }
            }
        })
    })
}

fn begin(rocket: &Rocket<Orbit>) {
    let (Some(registry), Some(workers)) = (rocket.state::<Registry>(), rocket.state::<Workers>()) else {
        return;
    };
    let crew = crew(rocket, registry);
    for kind in Job::KINDS.iter().filter(|kind| crew.does(kind)) {
        let over = (registry.storage.clone(), registry.clock.clone(), registry.entropy.clone());
        let worker = Arc::new(Worker::new(over, kind, crew.clone()));
        workers.add(spawn(keep_at_work(worker, rocket.shutdown())));
    }
}

/// What a server cannot do, another one does that is left over.
fn crew(rocket: &Rocket<Orbit>, registry: &Registry) -> Background {
    let config = rocket.state::<Config>();
    let mails = config.and_then(|config| Mails::new(registry.clone(), config.origin(), &config.host));
    Background {
        batches: rocket.state::<Batches>().cloned(),
        imports: Imports::new(registry.clone()),
        limits: Limits::new(registry.clone()),
        mails,
        watch: Watch::new(registry.clone()),
    }
}

/// A job that brings its worker down does not keep the others from being done:
/// its lease runs out, and after its last try it is given up.
async fn keep_at_work(worker: Arc<Worker<Background>>, ends: Shutdown) {
    loop {
        let (at_work, ending) = (Arc::clone(&worker), ends.clone());
        match spawn(async move { at_work.run(ending).await }).await {
            Ok(()) => return,
            Err(error) => tracing::error!(%error, "a worker fell over, and gets up again"),
        }
        sleep(UP_AGAIN).await;
    }
}

impl Workers {
    fn add(&self, worker: JoinHandle<()>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }

    fn take(&self) -> Vec<JoinHandle<()>> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
