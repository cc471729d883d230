//! Running the program: commands that end, and a server that is asked over a real connection.

use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

/// A folder of its own for each test, with no settings from outside.
pub struct Bench(pub PathBuf);

impl Bench {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("program-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bailiwick"));
        command.args(arguments).current_dir(&self.0).env_clear();
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        child.wait_with_output().unwrap()
    }

    /// Starts `bailiwick serve` on a free port and waits until it says that it listens.
    pub fn serve(&self, arguments: &[&str]) -> Serving {
        let log = std::fs::File::create(self.0.join("log")).unwrap();
        let mut child = self
            .command(&["serve", "--addr", "127.0.0.1:0"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = said.by_ref().map(Result::unwrap).find_map(|line| {
            let address = line.strip_prefix("(listening on ")?.strip_suffix(')')?;
            Some(address.parse().unwrap())
        });
        let Some(address) = address else {
            child.wait().unwrap();
            panic!("it does not serve: {}", self.log());
        };
        Serving {
            child,
            address,
            _said: said,
        }
    }

    /// What the server has written to its log.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.0.join("log")).unwrap()
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        // What cannot be removed now goes with the build folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server that runs until it is dropped or told to stop.
pub struct Serving {
    child: Child,
    pub address: SocketAddr,
    /// Kept open: a program that cannot write its words ends.
    _said: Lines<BufReader<ChildStdout>>,
}

impl Serving {
    /// Sends a request and reads the whole answer, headers and all.
    pub fn ask(&self, request: &str, headers: &[(&str, &str)], body: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        let mut text = format!(
            "{request} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n",
            self.address,
            body.len()
        );
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        stream
            .write_all(format!("{text}\r\n{body}").as_bytes())
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Tells it to stop as a service manager does; whether it ended well.
    pub fn stop(mut self) -> bool {
        let kill = format!("kill -TERM {}", self.child.id());
        assert!(
            Command::new("sh")
                .args(["-c", &kill])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap().success()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
