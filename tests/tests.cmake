# The tests. Every folder is one program; a program in which no test ran has failed (gtest_main.cc).

find_package(GTest REQUIRED)
# Debian's own python3 first: it is the one that sees Debian's python3-jsonschema.
find_program(PATHEX_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(PATHEX_PYTHON python3 REQUIRED)
include(GoogleTest)

# Compiled lexicons are kept there (lexicon/lexicon_cache.h), not among those of who runs the tests.
set(PATHEX_TEST_CACHE XDG_CACHE_HOME=${PROJECT_BINARY_DIR}/test_cache)

set(PATHEX_LIBRARIES pathex_cli pathex_review pathex_bulk pathex_sinks pathex_evaluate
    pathex_pipeline pathex_record pathex_match pathex_lexicon pathex_text pathex_base
    pathex_corpus_library)

# tests/where.h: the only test code that is compiled differently in another folder.
add_library(pathex_where STATIC ${PROJECT_SOURCE_DIR}/tests/where.cc)
target_include_directories(pathex_where PUBLIC ${PROJECT_SOURCE_DIR})
target_compile_definitions(pathex_where PRIVATE PATHEX_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
if(TARGET pathex)
  target_compile_definitions(pathex_where PRIVATE PATHEX_PROGRAM="$<TARGET_FILE:pathex>")
else()
  target_compile_definitions(pathex_where PRIVATE PATHEX_PROGRAM="")
endif()

# pathex_program(NAME sources): a test program that knows where the project and the program lie.
function(pathex_program name)
  add_executable(${name} ${ARGN})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  pathex_link(${name} PRIVATE pathex_where ${PATHEX_LIBRARIES})
  target_compile_definitions(${name} PRIVATE PATHEX_VERSION="${PROJECT_VERSION}")
  if(TARGET pathex)
    add_dependencies(${name} pathex)
  endif()
endfunction()

# No optimisation of the tests themselves: the libraries are built as ever, the tests a third faster.
function(pathex_build_quickly name)
  target_compile_options(${name} PRIVATE -O0)
endfunction()

add_custom_target(test_programs)  # without what ctest runs besides them

# A GoogleTest program with the prefix its tests have in ctest.
function(pathex_gtest name prefix)
  if(NOT ARGN)
    return()
  endif()
  pathex_program(${name} ${ARGN} ${PROJECT_SOURCE_DIR}/tests/gtest_main.cc)
  target_link_libraries(${name} PRIVATE GTest::gtest)
  pathex_build_quickly(${name})
  pathex_unity(${name} GROUP)
  add_dependencies(test_programs ${name})
  gtest_discover_tests(${name} TEST_PREFIX "${prefix}" DISCOVERY_MODE PRE_TEST
                       DISCOVERY_TIMEOUT 120
                       PROPERTIES TIMEOUT 600 ENVIRONMENT ${PATHEX_TEST_CACHE})
endfunction()

# tests/unit/*.cc -> pathex_test_unit; the same for the other folders.
foreach(folder IN ITEMS unit property issues)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${folder}/*.cc)
  pathex_gtest(pathex_test_${folder} "${folder}/" ${sources})
endforeach()

# Thousands of rule examples: one ctest a lexicon file (each run loads the lexicons once), and one
# for the rest.
file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/lexicon/*.cc)
pathex_program(pathex_test_lexicon ${sources} ${PROJECT_SOURCE_DIR}/tests/gtest_main.cc)
target_link_libraries(pathex_test_lexicon PRIVATE GTest::gtest)
pathex_build_quickly(pathex_test_lexicon)
add_dependencies(test_programs pathex_test_lexicon)
add_test(NAME lexicon/all COMMAND pathex_test_lexicon --gtest_filter=Lexicons.*)
file(GLOB topics CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/lexicons/*/*.jsonc)
foreach(topic IN LISTS topics)
  file(STRINGS ${topic} examples REGEX "\"examples\"" LIMIT_COUNT 1)
  if(examples)
    cmake_path(RELATIVE_PATH topic BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/lexicons OUTPUT_VARIABLE name)
    cmake_path(REMOVE_EXTENSION name LAST_ONLY)
    add_test(NAME lexicon/${name} COMMAND pathex_test_lexicon --gtest_filter=${name}.*)
    set_tests_properties(lexicon/${name} PROPERTIES TIMEOUT 600)
  endif()
endforeach()

# tests/<what>_test.cc: one program each.
file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/*_test.cc)
foreach(source IN LISTS sources)
  cmake_path(GET source STEM what)
  string(REGEX REPLACE "_test$" "" what ${what})
  pathex_gtest(pathex_test_${what} "${what}/" ${source})
endforeach()

# tests/<what>_test.py: run with the path of the program and of the project.
file(GLOB scripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/*_test.py)
foreach(script IN LISTS scripts)
  cmake_path(GET script STEM what)
  if(TARGET pathex)
    add_test(NAME python/${what}
             COMMAND ${PATHEX_PYTHON} -B ${script} $<TARGET_FILE:pathex> ${PROJECT_SOURCE_DIR})
    set_tests_properties(python/${what} PROPERTIES TIMEOUT 600 ENVIRONMENT ${PATHEX_TEST_CACHE})
  endif()
endforeach()

# tests/fuzz/fuzz_<what>.cc: with a plain main over its corpus in every build, so that no target
# rots; with libFuzzer as well when EXTRACTOR_FUZZ.
file(GLOB targets CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/fuzz/fuzz_*.cc)
foreach(source IN LISTS targets)
  cmake_path(GET source STEM what)
  set(corpus ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${what})
  add_library(${what}_object OBJECT ${source})
  pathex_link(${what}_object PRIVATE ${PATHEX_LIBRARIES})
  pathex_program(${what}_corpus $<TARGET_OBJECTS:${what}_object> ${PROJECT_SOURCE_DIR}/tests/fuzz/main.cc)
  add_test(NAME fuzz/${what} COMMAND ${what}_corpus ${corpus})
  set_tests_properties(fuzz/${what} PROPERTIES TIMEOUT 900)
  if(EXTRACTOR_FUZZ)
    pathex_program(${what} $<TARGET_OBJECTS:${what}_object>)
    target_link_options(${what} PRIVATE -fsanitize=fuzzer)
    list(APPEND fuzzers ${what})
  endif()
endforeach()
if(EXTRACTOR_FUZZ AND fuzzers)
  add_custom_target(fuzzers DEPENDS ${fuzzers})
endif()
