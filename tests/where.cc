#include "tests/where.h"

namespace pathex {

std::string SourceDir() { return PATHEX_SOURCE_DIR; }
std::string ProgramPath() { return PATHEX_PROGRAM; }

}  // namespace pathex
