// Feed: paths become documents, on a thread of its own, batch by batch, never more than fits.
//
// A file of at most `whole_bytes` is one document; the readers of text/ take it apart. Of larger
// ones an archive is read member by member, JSON lines line by line ("big.ndjson!line[17]", spans
// count the bytes of the line), and everything else is read whole and handed on report by report,
// so that a single file keeps all cores busy. Standard input that is JSON lines is always read line
// by line; there a line is a document that stands for itself: its record does not tell where it
// stood.
#ifndef PATHEX_EXTRACTOR_BULK_FEED_H_
#define PATHEX_EXTRACTOR_BULK_FEED_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/base/files.h"
#include "extractor/bulk/channel.h"
#include "extractor/bulk/document.h"
#include "extractor/bulk/journal.h"
#include "extractor/bulk/line_stream.h"
#include "extractor/text/read_options.h"

namespace pathex {

struct FeedOptions {
  const ReadOptions* reading = nullptr;  // outlives the feed
  uint64_t whole_bytes = 1 << 20;
  size_t batch_documents = 64;
  uint64_t batch_bytes = 256 << 10;
  bool line_buffered = false;  // every line is a batch
  bool hash_inputs = true;     // for a journal: InputFile::sha256 of what has several documents
  // Adds what to do about it to the error of a file that cannot be read; may be empty.
  std::function<Error(Error error, const std::string& path)> next_step;
  // Where the run that is resumed had come to.
  uint64_t skip_inputs = 0;
  uint64_t skip_documents = 0;  // of the input behind those
  // Bytes of inputs that were read from disk so far, for progress; may be nullptr.
  std::atomic<uint64_t>* consumed = nullptr;
};

class Feed {
 public:
  // All outlive the feed.
  Feed(const FeedOptions& options, const FileReader& files, Channel* channel);

  // All documents of all inputs, in order; returns when all are pushed or the channel has stopped.
  // Total: what cannot be read is a document with an error.
  void Run(const InputWalk& walk);
  // One input more; false when the channel has stopped.
  bool Input(const std::string& path);
  // What waits for a full batch goes now.
  bool Flush();

 private:
  void File(Document document);
  void Archive(const std::shared_ptr<InputFile>& input);
  void StandardInput(const std::shared_ptr<InputFile>& input);
  bool JsonLines(const std::shared_ptr<InputFile>& input);
  void Lines(const std::shared_ptr<InputFile>& input, LineStream* lines);
  void Large(const std::shared_ptr<InputFile>& input);
  // A document of an input that has several; the last of them is known only when the next comes.
  bool Several(Document document);
  void EndSeveral(const std::shared_ptr<InputFile>& input);
  bool Add(Document document);

  const FeedOptions options_;
  const FileReader& files_;
  Channel& channel_;
  std::unique_ptr<Batch> batch_;
  std::optional<Document> held_;
  uint64_t inputs_ = 0;     // begun
  uint64_t documents_ = 0;  // of this input
  bool stopped_ = false;
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_FEED_H_
