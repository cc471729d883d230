//! The program asks the server that runs whether it is well.

use super::serving::{Bench, errors, said};

#[test]
fn the_program_tells_whether_its_server_is_well() {
    let bench = Bench::new("health");
    let serving = bench.serve(&[]);
    let address = serving.address.to_string();
    let answer = serving.ask("GET /health", &[], "");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let output = bench.run(&["health", "--addr", &address]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(said(&output).contains("is well"), "{}", said(&output));
    // A server that listens everywhere is asked on this machine.
    let everywhere = format!("0.0.0.0:{}", serving.address.port());
    let output = bench.run(&["health", "--addr", &everywhere]);
    assert!(output.status.success(), "{}", errors(&output));
    assert!(serving.stop(), "{}", bench.log());
    let output = bench.run(&["health", "--addr", &address]);
    assert!(!output.status.success());
    let complaint = errors(&output);
    assert!(
        complaint.contains(&address) && complaint.contains("cannot be reached"),
        "{complaint}"
    );
}

#[test]
fn something_else_at_the_address_is_not_a_server_that_is_well() {
    let bench = Bench::new("health-other");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let other = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 1024];
        let read = stream.read(&mut request).unwrap();
        assert!(read > 0);
        stream
            .write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            .unwrap();
    });
    let output = bench.run(&["health", "--addr", &address]);
    other.join().unwrap();
    assert!(!output.status.success());
    assert!(errors(&output).contains("404"), "{}", errors(&output));
}
