// Where the project and the program under test lie. Told to where.cc alone, so that the other tests
// are compiled alike in every folder.
#ifndef PATHEX_TESTS_WHERE_H_
#define PATHEX_TESTS_WHERE_H_

#include <string>

namespace pathex {

std::string SourceDir();    // the project's folder
std::string ProgramPath();  // the program; "" where it is not built

}  // namespace pathex

#endif  // PATHEX_TESTS_WHERE_H_
