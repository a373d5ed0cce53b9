#include "engine/imageio/inflatecheck.h"

#include "engine/imageio/filecheck.h"

#include <algorithm>
#include <fstream>
#include <vector>

#include <zlib.h>

namespace cytosketch {
namespace {

/// A zlib stream that ends itself.
class Inflater {
public:
  Inflater() : ready_(inflateInit2(&stream_, 15 + 32) == Z_OK) {} // 32: zlib or gzip, as the data say
  ~Inflater() {
    if (ready_) {
      inflateEnd(&stream_);
    }
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  z_stream& stream() { return stream_; }
  bool ready() const { return ready_; }

private:
  z_stream stream_{};
  bool ready_;
};

} // namespace

void requireInflates(const std::filesystem::path& file, std::uint64_t offset, std::uint64_t packed,
                     std::uint64_t expected, const std::filesystem::path& path) {
  constexpr std::size_t bufferBytes = std::size_t{1} << 18U;
  std::ifstream input(file, std::ios::binary);
  input.seekg(static_cast<std::streamoff>(offset));
  std::vector<char> buffer(bufferBytes);
  std::vector<Bytef> unpacked(bufferBytes);
  Inflater inflater;
  z_stream& stream = inflater.stream();
  std::uint64_t total = 0;
  int state = inflater.ready() ? Z_OK : Z_MEM_ERROR;
  while (state == Z_OK || state == Z_STREAM_END) {
    if (stream.avail_in == 0) {
      input.read(buffer.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(bufferBytes, packed)));
      packed -= static_cast<std::uint64_t>(input.gcount());
      stream.next_in = reinterpret_cast<Bytef*>(buffer.data());
      stream.avail_in = static_cast<uInt>(input.gcount());
    }
    if (state == Z_STREAM_END) {
      if (total >= expected || stream.avail_in == 0) {
        break; // what may follow is no concern of ours
      }
      inflateReset(&stream); // the next gzip member
    }
    stream.next_out = unpacked.data();
    stream.avail_out = static_cast<uInt>(bufferBytes);
    state = inflate(&stream, Z_NO_FLUSH);
    total += bufferBytes - stream.avail_out;
  }
  if (state != Z_STREAM_END || total < expected) {
    throwTruncated(path);
  }
}

} // namespace cytosketch
