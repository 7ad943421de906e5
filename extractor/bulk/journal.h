// Journal: how far a run is, beside its output, so that another run can go on after anything.
//
// Lines of JSON, appended: which inputs are done (path, size, time, content hash), and marks. A
// mark is written when everything before it is on disk; it says how long the output is there. A
// line that a power cut tore is no line, and what stands behind the last whole mark does not count.
//
//   {"pathex_journal":1,"run":"<hash of what decides the output>"}
//   {"input":"feeds/a.txt","size":1379,"time":1732…,"sha256":"…"}
//   {"mark":{"inputs":1,"documents":0,"records":1,"output":[25696],"failed":0,…}}
#ifndef PATHEX_EXTRACTOR_BULK_JOURNAL_H_
#define PATHEX_EXTRACTOR_BULK_JOURNAL_H_

#include <cstdint>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extractor/base/result.h"
#include "extractor/bulk/document.h"
#include "extractor/bulk/tally.h"
#include "extractor/sinks/durable_file.h"

namespace pathex {

struct JournalMark {
  uint64_t inputs = 0;     // done
  uint64_t documents = 0;  // done of the next input
  InputFile partial;       // that input, when documents > 0
  SinkPosition output;
  uint64_t failed = 0;  // bytes of the list of failed inputs
  Tally tally;
};

// Calls its argument for each input path in order until that returns false.
using InputWalk = std::function<void(const std::function<bool(const std::string&)>&)>;

// Where a run goes on.
struct ResumePoint {
  JournalMark mark;
  uint64_t journal_bytes = 0;  // of the journal, up to and with the mark; 0 = from the start
};

class Journal {
 public:
  // Locks the journal: error U015 when another run has it. `keep` as in DurableFile; a new journal
  // begins with `run`.
  static Result<Journal> Open(const std::string& path, const std::string& run, uint64_t keep);

  Journal(Journal&& other) noexcept;
  Journal& operator=(Journal&&) = delete;
  ~Journal();

  // Errors U012.
  std::optional<Error> Write(const std::vector<InputFile>& done, const JournalMark& mark);

 private:
  Journal(DurableFile file, int lock) : file_(std::move(file)), lock_(lock) {}

  DurableFile file_;
  int lock_;
};

// The last mark up to which the inputs are those of `walk`: same path, and same size and time or
// else the same content. An input that failed counts as done. Error U014: the journal is of a run
// with other settings. Without a journal: the start.
Result<ResumePoint> FindResumePoint(const std::string& path, const std::string& run,
                                    const InputWalk& walk);

// The last mark behind a whole input, and all inputs before it, for runs whose inputs come in no
// order.
Result<ResumePoint> ReadJournal(const std::string& path, const std::string& run,
                                const std::function<void(const InputFile&)>& done);

// Size and time as on disk; false when there is no such regular file.
bool LookAt(const std::string& path, InputFile* input);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_JOURNAL_H_
