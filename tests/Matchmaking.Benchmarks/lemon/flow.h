// The allocation problem as a circulation through a hub: hub -> capacity -> need -> (tranche) -> hub.
#pragma once

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>
#include <string>

#include "instance.h"

// Points per dollar fit a small type, and the potentials with them: less memory to walk through for every pivot.
using Graph = lemon::SmartDigraph;
using Simplex = lemon::NetworkSimplex<Graph, int64_t, int>;

inline double milliseconds() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline Simplex::PivotRule pivotRule(const std::string& name) {
  if (name == "block") return Simplex::BLOCK_SEARCH;
  if (name == "candidate") return Simplex::CANDIDATE_LIST;
  if (name == "altering") return Simplex::ALTERING_LIST;
  if (name == "first") return Simplex::FIRST_ELIGIBLE;
  if (name == "best") return Simplex::BEST_ELIGIBLE;
  fail("Pivot rules: block, candidate, altering, first, best.");
}

struct Settings {
  std::string rule = "block";
  bool mixing = true;
  bool priced = false;
  int nearest = 12;
};

struct Answer {
  std::vector<int64_t> carried;  // for each pair of the instance
  double solve = 0;              // milliseconds
  double build = 0;              // milliseconds for the graph and its maps
  int rounds = 1;
};

// The circulation with some of the pairs, or all.
class Flow {
 public:
  Flow(const Instance& instance, const std::vector<int>* chosen, bool mixing)
      : instance(instance),
        chosen(chosen),
        pairs(chosen ? chosen->size() : instance.pairs.size()),
        upper((fill(), graph)),
        cost(graph),
        simplex(graph, mixing) {
    int arc = 0;
    for (size_t k = 0; k < pairs; ++k, ++arc) {
      const Pair& pair = at(k);
      upper[graph.arcFromId(arc)] = pair.ceiling;
      cost[graph.arcFromId(arc)] = -pair.fit;
    }
    for (int64_t amount : instance.capacity) {
      upper[graph.arcFromId(arc)] = amount;
      cost[graph.arcFromId(arc++)] = 0;
    }
    for (const Tranche& tranche : instance.tranches) {
      upper[graph.arcFromId(arc)] = tranche.amount;
      cost[graph.arcFromId(arc++)] = -tranche.priority;
    }
    simplex.upperMap(upper).costMap(cost);
  }

  void run(Simplex::PivotRule rule) {
    if (simplex.run(rule) != Simplex::OPTIMAL) fail("No optimum was found.");
  }

  int64_t carried(size_t k) const { return simplex.flow(graph.arcFromId(int(k))); }
  int potentialOfCapacity(int j) const { return simplex.potential(graph.nodeFromId(1 + j)); }
  int potentialOfNeed(int i) const { return simplex.potential(graph.nodeFromId(1 + instance.capacities + i)); }

 private:
  const Instance& instance;
  const std::vector<int>* chosen;
  size_t pairs;
  Graph graph;
  Graph::ArcMap<int64_t> upper;
  Graph::ArcMap<int> cost;
  Simplex simplex;

  const Pair& at(size_t k) const { return instance.pairs[chosen ? size_t((*chosen)[k]) : k]; }

  // Nodes: the hub, the capacities, the needs. Arcs: the pairs, the capacities, the tranches.
  void fill() {
    graph.reserveNode(1 + instance.capacities + instance.needs);
    graph.reserveArc(int(pairs + instance.capacity.size() + instance.tranches.size()));
    for (int i = 0; i < 1 + instance.capacities + instance.needs; ++i) graph.addNode();
    for (size_t k = 0; k < pairs; ++k)
      graph.addArc(graph.nodeFromId(1 + at(k).capacity), graph.nodeFromId(1 + instance.capacities + at(k).need));
    for (int j = 0; j < instance.capacities; ++j) graph.addArc(graph.nodeFromId(0), graph.nodeFromId(1 + j));
    for (const Tranche& tranche : instance.tranches)
      graph.addArc(graph.nodeFromId(1 + instance.capacities + tranche.need), graph.nodeFromId(0));
  }
};

inline Answer solveWhole(const Instance& instance, const Settings& settings) {
  Answer answer;
  double begun = milliseconds();
  Flow flow(instance, nullptr, settings.mixing);
  double built = milliseconds();
  flow.run(pivotRule(settings.rule));
  answer.solve = milliseconds() - built;
  answer.build = built - begun;
  answer.carried.resize(instance.pairs.size());
  for (size_t k = 0; k < instance.pairs.size(); ++k) answer.carried[k] = flow.carried(k);
  return answer;
}
