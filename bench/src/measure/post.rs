//! A mail server that takes every mail and keeps none: the product sends its mail as it would in
//! earnest.

use std::net::{Ipv4Addr, SocketAddr};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Starts it.
///
/// # Errors
/// No port is free.
pub async fn start() -> std::io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let addr = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that goes away in the middle is no concern of anybody.
            tokio::spawn(async move { drop(serve(stream).await) });
        }
    });
    Ok(addr)
}

async fn serve(stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 ready\r\n").await?;
    let mut in_mail = false;
    while let Some(line) = lines.next_line().await? {
        if in_mail {
            if line == "." {
                in_mail = false;
                write.write_all(b"250 taken\r\n").await?;
            }
            continue;
        }
        let verb = line.split_whitespace().next().unwrap_or_default();
        let answer: &[u8] = match verb.to_ascii_uppercase().as_str() {
            "DATA" => {
                in_mail = true;
                b"354 go on\r\n"
            }
            "QUIT" => {
                write.write_all(b"221 bye\r\n").await?;
                return Ok(());
            }
            _ => b"250 ok\r\n",
        };
        write.write_all(answer).await?;
    }
    Ok(())
}
