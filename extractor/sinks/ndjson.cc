#include "extractor/sinks/ndjson.h"

#include <zlib.h>
#include <zstd.h>

#include "extractor/sinks/durable_file.h"

namespace pathex {
namespace {

constexpr int kZstdLevel = 3;
constexpr int kGzipLevel = 5;
constexpr int kGzipWindow = 15 + 16;  // zlib's way to say gzip
constexpr int kGzipMemory = 8;

void CompressZstd(std::string_view bytes, ByteBuffer* out) {
  const size_t room = ZSTD_compressBound(bytes.size());
  char* const at = out->Room(room);
  // Cannot fail: there is room for the worst case.
  out->EndAt(at + ZSTD_compress(at, room, bytes.data(), bytes.size(), kZstdLevel));
}

void CompressGzip(std::string_view bytes, ByteBuffer* out) {
  z_stream stream{};
  deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, kGzipMemory, Z_DEFAULT_STRATEGY);
  const size_t room = deflateBound(&stream, bytes.size());
  char* const at = out->Room(room);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(at);
  stream.avail_out = static_cast<uInt>(room);
  deflate(&stream, Z_FINISH);
  out->EndAt(at + room - stream.avail_out);
  deflateEnd(&stream);
}

class NdjsonSink : public Sink {
 public:
  NdjsonSink(DurableFile file, Compression compression, std::string path)
      : file_(std::move(file)), compression_(compression), path_(std::move(path)) {}

  Encoded Encode(RecordBatch&& batch) const override {
    Encoded out;
    out.first = batch.first;
    out.records = batch.ends.size();
    if (compression_ == Compression::kNone) {
      out.bytes = std::move(batch.lines);
    } else {
      Compress(compression_, batch.lines.view(), &out.bytes);
    }
    return out;
  }

  std::optional<Error> Write(Encoded&& batch) override { return file_.Write(batch.bytes.view()); }
  std::optional<Error> Commit() override { return file_.Sync(); }
  SinkPosition Position() const override { return {file_.size()}; }
  std::optional<Error> Close() override {
    return path_.empty() ? file_.Close() : file_.CloseAs(path_);
  }

 private:
  DurableFile file_;
  const Compression compression_;
  const std::string path_;  // "" when written in place
};

}  // namespace

void Compress(Compression compression, std::string_view bytes, ByteBuffer* out) {
  if (compression == Compression::kNone) {
    out->Append(bytes);
  } else {
    compression == Compression::kZstd ? CompressZstd(bytes, out) : CompressGzip(bytes, out);
  }
}

Result<std::unique_ptr<Sink>> OpenNdjson(const std::string& path, Compression compression,
                                         const SinkPosition& resume, Naming naming) {
  const bool in_place = IsWrittenInPlace(path);
  const bool at_once = in_place || naming == Naming::kAtOnce;
  const uint64_t keep = resume.empty() ? 0 : resume[0];
  Result<DurableFile> file = in_place  ? DurableFile::OpenInPlace(path)
                             : at_once ? DurableFile::Open(path, keep)
                                       : DurableFile::OpenUnfinished(path, keep);
  if (!file) return file.error();
  return std::unique_ptr<Sink>(
      std::make_unique<NdjsonSink>(std::move(*file), compression, at_once ? "" : path));
}

}  // namespace pathex
