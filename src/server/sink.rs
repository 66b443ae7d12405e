//! Where a worker writes an answer: bytes in, frames out, within the limits of an answer.

use std::{
    io::{self, Write},
    os::unix::net::UnixStream,
};

use super::message::{self, Bytes, Fault, Frame};

/// Bytes of a frame. An answer that fails before it has filled one fails with a status that says so.
const FRAME: usize = 128 << 10;

/// Writes the answer to one task.
pub(super) struct Sink<'a> {
    stream: &'a UnixStream,
    head: Option<Frame>,
    buffer: Vec<u8>,
    written: u64,
    most: u64,
    fault: Option<Fault>,
}

impl<'a> Sink<'a> {
    /// At most `most` bytes.
    pub(super) fn new(stream: &'a UnixStream, most: u64) -> Self {
        let head = Some(Frame::Head { status: 204, content_type: None, file: None, whole: false });
        Self { stream, head, buffer: Vec::new(), written: 0, most, fault: None }
    }

    /// Sets status and type; sent with the first bytes.
    pub(super) fn head(&mut self, status: u16, content_type: Option<&str>) {
        self.head = Some(Frame::Head { status, content_type: content_type.map(str::to_owned), file: None, whole: false });
    }

    /// Announces a file.
    pub(super) fn file(&mut self, name: String, content_type: &str) {
        self.head = Some(Frame::Head { status: 200, content_type: Some(content_type.to_owned()), file: Some(name), whole: false });
    }

    /// Ends the answer, well or not.
    pub(super) fn end(mut self, outcome: Result<(), Fault>) -> io::Result<()> {
        match self.fault.take().map_or(outcome, Err) {
            Ok(()) => {
                if let Some(Frame::Head { whole, .. }) = &mut self.head {
                    *whole = true;
                }
                let mut frames = self.frames();
                frames.push(Frame::End);
                message::write_all(self.stream, &frames)
            }
            Err(fault) => message::write(self.stream, &Frame::Fault(fault)),
        }
    }

    /// What is to be sent now.
    fn frames(&mut self) -> Vec<Frame> {
        let data = Some(std::mem::take(&mut self.buffer)).filter(|bytes| !bytes.is_empty());
        self.head.take().into_iter().chain(data.map(|bytes| Frame::Data(Bytes(bytes)))).collect()
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.written += bytes.len() as u64;
        if self.written > self.most {
            let fault = Fault::new(503, format!("the answer has more than {} bytes, the limit of this server: ask for less", self.most));
            self.fault = Some(fault.clone());
            return Err(io::Error::other(fault));
        }
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= FRAME {
            let frames = self.frames();
            message::write_all(self.stream, &frames)?;
        }
        Ok(bytes.len())
    }

    /// Frames are sent when they are full: serialisers flush more often than is good for the answer's status.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
