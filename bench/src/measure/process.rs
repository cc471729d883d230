//! What a process costs, as the kernel counts it.

use std::fs;
use std::time::Duration;

/// The kernel counts processor time in hundredths of a second, whatever its own clock does.
const TICK: Duration = Duration::from_millis(10);

/// The fields of `/proc/<pid>/stat` after the name, which may contain anything.
fn fields(pid: u32) -> Option<Vec<u64>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    // Negative numbers and the state letter are of no interest here.
    Some(
        rest.split_whitespace()
            .map(|field| field.parse().unwrap_or_default())
            .collect(),
    )
}

fn sum(fields: &[u64], places: &[usize]) -> Duration {
    let ticks: u64 = places.iter().filter_map(|place| fields.get(*place)).sum();
    TICK * u32::try_from(ticks).unwrap_or(u32::MAX)
}

/// Processor time of one process, in user and kernel mode.
pub fn processor_time(pid: u32) -> Duration {
    fields(pid).map_or(Duration::ZERO, |fields| sum(&fields, &[11, 12]))
}

/// Memory that is resident, in bytes.
pub fn memory(pid: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    text.lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|value| value.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(0, |kilobytes| kilobytes * 1_024)
}

/// The processes of a Postgres cluster on this machine.
#[derive(Clone, Copy, Debug)]
pub struct Cluster {
    postmaster: u32,
}

impl Cluster {
    /// The cluster that a backend belongs to; none if it runs elsewhere.
    pub fn of_backend(pid: u32) -> Option<Self> {
        let name = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?;
        if !name.starts_with("postgres") {
            return None;
        }
        let parent = fields(pid)?.get(1).copied()?;
        Some(Self {
            postmaster: u32::try_from(parent).ok()?,
        })
    }

    /// Processor time of all its processes, those that have ended included.
    pub fn processor_time(self) -> Duration {
        let main = fields(self.postmaster)
            .map_or(Duration::ZERO, |fields| sum(&fields, &[11, 12, 13, 14]));
        let children = fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
            .filter_map(fields)
            .filter(|fields| fields.get(1).copied() == Some(u64::from(self.postmaster)))
            .map(|fields| sum(&fields, &[11, 12]))
            .sum::<Duration>();
        main + children
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_very_process_has_a_size_and_is_no_database() {
        let pid = std::process::id();
        assert!(memory(pid) > 1_000_000);
        assert!(processor_time(pid) < Duration::from_secs(3_600));
        assert!(Cluster::of_backend(pid).is_none());
    }
}
