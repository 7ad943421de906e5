# The benchmark and the generator of its reports: bin/bench runs it.

if(TARGET pathex_pipeline)
  find_package(benchmark REQUIRED)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/bench/bench*.cc)
  add_executable(pathex_bench ${sources})
  target_link_libraries(pathex_bench PRIVATE pathex_corpus_library pathex_pipeline
                        benchmark::benchmark)
  target_compile_definitions(pathex_bench PRIVATE PATHEX_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(TARGET pathex)
    add_dependencies(pathex_bench pathex)
    target_compile_definitions(pathex_bench PRIVATE PATHEX_PROGRAM="$<TARGET_FILE:pathex>")
  endif()
endif()
add_executable(pathex_corpus tests/bench/make_corpus.cc)
target_link_libraries(pathex_corpus PRIVATE pathex_corpus_library)
