// Chance that can be repeated: the same seed gives the same department on every machine (the
// standard library's distributions differ from one to the next, so they are not used).
#pragma once
#include <cstddef>
#include <cstdint>

namespace app::seed {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {  // SplitMix64
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
    std::int64_t between(std::int64_t least, std::int64_t most) {  // both may come
        return least +
               static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    bool chance(int percent) { return between(1, 100) <= percent; }
    template <class List>
    auto const& one_of(List const& list) {
        return list[static_cast<std::size_t>(
            between(0, static_cast<std::int64_t>(list.size()) - 1))];
    }

  private:
    std::uint64_t state_;
};

}  // namespace app::seed
