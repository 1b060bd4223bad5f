// Reads an allocation instance. As careful as the reader that it is compared with: the file is mapped, cut at line ends
// into as many parts as there are processors, and parsed by hand without a copy or an allocation for each line.
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <thread>
#include <vector>

struct Pair {
  int64_t ceiling;
  int need;
  int capacity;
  int fit;
};

struct Tranche {
  int64_t amount;
  int need;
  int priority;
};

struct Instance {
  int needs = 0;
  int capacities = 0;
  std::vector<Tranche> tranches;
  std::vector<int64_t> capacity;
  std::vector<Pair> pairs;
};

[[noreturn]] inline void fail(const char* why) {
  std::fprintf(stderr, "%s\n", why);
  std::exit(1);
}

class Part {
 public:
  std::vector<Tranche> tranches;
  std::vector<Pair> pairs;
  std::vector<std::pair<int, int64_t>> capacities;
  int64_t needs = -1, capacityCount = -1, pairCount = -1;

  Part(const char* begin, const char* end) : at(begin), end(end) {}

  void read(size_t expectedPairs) {
    pairs.reserve(expectedPairs);
    while (at < end) line();
  }

 private:
  const char* at;
  const char* end;

  void line() {
    blanks();
    char kind = at < end ? *at : '\n';
    if (kind == 'e') {
      ++at;
      Pair pair;
      pair.need = int(number());
      pair.capacity = int(number());
      pair.fit = int(number());
      pair.ceiling = number();
      pairs.push_back(pair);
    } else if (kind == 'n') {
      ++at;
      int need = int(number());
      for (blanks(); at < end && digit(*at); blanks()) {
        int64_t amount = number();
        if (at == end || *at++ != ':') fail("A tranche is <amount>:<priority>.");
        tranches.push_back({amount, need, int(number())});
      }
    } else if (kind == 'c') {
      ++at;
      int id = int(number());
      capacities.push_back({id, number()});
    } else if (kind == 'p') {
      ++at;
      blanks();
      if (end - at < 5 || std::memcmp(at, "alloc", 5) != 0) fail("The problem is not 'p alloc'.");
      at += 5;
      needs = number();
      capacityCount = number();
      pairCount = number();
    }
    blanks();
    if (at < end && *at == '#') {
      const void* next = std::memchr(at, '\n', size_t(end - at));
      at = next ? static_cast<const char*>(next) : end;
    }
    if (at < end && *at++ != '\n') fail("A line is malformed.");
  }

  static bool digit(char c) { return unsigned(c - '0') < 10; }

  void blanks() {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r')) ++at;
  }

  int64_t number() {
    blanks();
    if (at == end || !digit(*at)) fail("A number is missing.");
    int64_t value = 0;
    while (at < end && digit(*at)) value = value * 10 + (*at++ - '0');
    return value;
  }
};

inline Instance readInstance(const char* path) {
  int file = open(path, O_RDONLY);
  struct stat about;
  if (file < 0 || fstat(file, &about) != 0 || about.st_size == 0) fail("The instance cannot be read.");
  size_t length = size_t(about.st_size);
  void* mapped = mmap(nullptr, length, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  if (mapped == MAP_FAILED) fail("The instance cannot be mapped.");
  const char* text = static_cast<const char*>(mapped);

  // Threads cost more than they save on a small file.
  size_t processors = std::max(1u, std::thread::hardware_concurrency());
  size_t count = length < (1u << 21) ? 1 : processors;
  std::vector<Part> parts;
  const char* begin = text;
  for (size_t i = 1; i <= count; ++i) {
    const char* cut = text + length * i / count;
    if (i < count) {
      const void* next = std::memchr(cut, '\n', size_t(text + length - cut));
      cut = next ? static_cast<const char*>(next) + 1 : text + length;
    }
    if (cut < begin) cut = begin;
    parts.emplace_back(begin, cut);
    begin = cut;
  }

  size_t guess = length / count / 16;
  std::vector<std::thread> threads;
  for (size_t i = 1; i < count; ++i) threads.emplace_back(&Part::read, &parts[i], guess);
  parts[0].read(guess);
  for (std::thread& thread : threads) thread.join();
  munmap(mapped, length);
  close(file);

  if (parts[0].needs < 0) fail("The problem line is missing.");
  Instance instance;
  instance.needs = int(parts[0].needs);
  instance.capacities = int(parts[0].capacityCount);
  instance.capacity.resize(size_t(instance.capacities));
  instance.tranches = std::move(parts[0].tranches);
  instance.pairs = std::move(parts[0].pairs);
  instance.pairs.reserve(size_t(parts[0].pairCount));
  for (Part& part : parts) {
    for (auto [id, amount] : part.capacities) {
      if (id >= instance.capacities) fail("A capacity's number is too large.");
      instance.capacity[size_t(id)] = amount;
    }
    if (&part == &parts[0]) continue;
    instance.tranches.insert(instance.tranches.end(), part.tranches.begin(), part.tranches.end());
    instance.pairs.insert(instance.pairs.end(), part.pairs.begin(), part.pairs.end());
  }
  if (instance.pairs.size() != size_t(parts[0].pairCount)) fail("There are more or fewer pairs than the problem line says.");
  for (const Pair& pair : instance.pairs)
    if (pair.need >= instance.needs || pair.capacity >= instance.capacities) fail("A pair's number is too large.");
  for (const Tranche& tranche : instance.tranches)
    if (tranche.need >= instance.needs) fail("A need's number is too large.");
  return instance;
}
