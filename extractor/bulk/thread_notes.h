// ThreadNotes: tells ThreadSanitizer what oneTBB has put in order.
//
// oneTBB hands batches from thread to thread with atomics of its own, inside a library that is not
// built for ThreadSanitizer, which therefore takes every hand-over for a race. These notes say
// where a hand-over happens, and nothing else; without ThreadSanitizer they are nothing.
#ifndef PATHEX_EXTRACTOR_BULK_THREAD_NOTES_H_
#define PATHEX_EXTRACTOR_BULK_THREAD_NOTES_H_

#if defined(__SANITIZE_THREAD__)
#define PATHEX_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define PATHEX_TSAN 1
#endif
#endif

#ifdef PATHEX_TSAN
#include <sanitizer/tsan_interface.h>
#endif

namespace pathex {

struct ThreadNotes {
#ifdef PATHEX_TSAN
  // What was done to *thing before Hand is seen after Take.
  void Hand(const void* thing) const {
    if (thing != nullptr) __tsan_release(const_cast<void*>(thing));
  }
  void Take(const void* thing) const { __tsan_acquire(const_cast<void*>(thing)); }
#else
  void Hand(const void*) const {}
  void Take(const void*) const {}
#endif
};

}  // namespace pathex

#endif  // PATHEX_EXTRACTOR_BULK_THREAD_NOTES_H_
