# cmake -DOUTPUT=assets.cc -DHTML=… -DSCRIPT=… -DSTYLE=… -P embed.cmake
# Writes the page's files as arrays of bytes: no limit on length, no escaping to get wrong.
function(append_bytes name file)
  file(READ "${file}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "((0x..,){24})" "\\1\n" bytes "${bytes}")
  set(text "${text}
namespace {
const unsigned char k${name}Bytes[] = {
${bytes}0};
}  // namespace
const std::string_view k${name}(reinterpret_cast<const char*>(k${name}Bytes), ${size});
" PARENT_SCOPE)
endfunction()

set(text "// Made by embed.cmake from extractor/review/page.
#include \"extractor/review/assets.h\"

namespace pathex {
")
append_bytes(PageHtml "${HTML}")
append_bytes(PageScript "${SCRIPT}")
append_bytes(PageStyle "${STYLE}")
file(WRITE "${OUTPUT}" "${text}
}  // namespace pathex
")
