//! A runtime of its own for one part of the runner. Dropping it ends all that runs on it, open
//! connections too, before the drop returns: the port is free again and the files are closed.
//!
//! The services have one and the operations another, so that passwords being hashed don't keep
//! the tables from answering, as they would not in the cloud.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::mpsc,
    thread,
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpSocket},
    runtime::{Builder, Runtime},
};
use tracing::subscriber::NoSubscriber;

use crate::StartError;

/// How long the end may take: a TTL sweep under way is waited for.
const END_AT_MOST: Duration = Duration::from_secs(5);
/// Connections that may wait to be taken: more than any test opens at once.
const BACKLOG: u32 = 4_096;

/// A runtime that ends with this value.
pub(crate) struct Island {
    runtime: Option<Runtime>,
}

impl Island {
    /// Starts one.
    pub(crate) fn new() -> Result<Self, StartError> {
        Self::built(&mut Builder::new_multi_thread())
    }

    /// Starts one whose log lines nobody reads: the embedded DynamoDB warns of every condition
    /// that fails, which is how counters work here.
    pub(crate) fn silent() -> Result<Self, StartError> {
        let silence = || {
            let silence = tracing::subscriber::set_default(NoSubscriber::new());
            // Ends with the thread.
            std::mem::forget(silence);
        };
        Self::built(Builder::new_multi_thread().on_thread_start(silence))
    }

    fn built(builder: &mut Builder) -> Result<Self, StartError> {
        let runtime = builder
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(StartError::Threads)?;
        Ok(Self {
            runtime: Some(runtime),
        })
    }

    /// Runs a task for as long as the island lives.
    pub(crate) fn run(&self, task: impl Future<Output = ()> + Send + 'static) {
        if let Some(runtime) = &self.runtime {
            runtime.spawn(task);
        }
    }

    /// Runs a task to its end, and waits. There is no result if the island ends before it.
    pub(crate) fn wait_for<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> Option<T> {
        let (say, hear) = mpsc::channel();
        self.run(async move {
            say.send(task.await).ok();
        });
        hear.recv().ok()
    }

    /// Listens there.
    pub(crate) fn listen(
        &self,
        bind: IpAddr,
        port: u16,
    ) -> Result<(TcpListener, SocketAddr), StartError> {
        let _inside = self.runtime.as_ref().map(Runtime::enter);
        let address = SocketAddr::new(bind, port);
        listener(address).map_err(|reason| {
            if reason.kind() == io::ErrorKind::AddrInUse {
                StartError::PortInUse(port)
            } else {
                StartError::Address { address, reason }
            }
        })
    }
}

fn listener(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // On Unix this only passes over connections that linger from before a restart.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    let listener = socket.listen(BACKLOG)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

impl Drop for Island {
    fn drop(&mut self) {
        let Some(runtime) = self.runtime.take() else {
            return;
        };
        // A runtime can't end on a thread of another one.
        let ending = thread::spawn(move || runtime.shutdown_timeout(END_AT_MOST));
        ending.join().ok();
    }
}
