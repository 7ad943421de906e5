// Watching a folder: files as they arrive.
#ifndef PATHEX_EXTRACTOR_BULK_WATCH_H_
#define PATHEX_EXTRACTOR_BULK_WATCH_H_

#include <atomic>
#include <functional>
#include <optional>
#include <string>

#include "extractor/base/result.h"

namespace pathex {

// Calls `take` with each file below `folder`: first those that are there, in bytewise order, then
// each one that is closed after writing or renamed into the folder (so that a writer who renames
// shows whole files only). Names that begin with a dot are left out. Returns when *stop is set or
// `take` returns false. A file may be given twice; `take` knows what it has had. Error S001: the
// folder cannot be watched.
std::optional<Error> WatchFolder(const std::string& folder, const std::atomic<bool>* stop,
                                 const std::function<bool(const std::string& path)>& take);

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_WATCH_H_
