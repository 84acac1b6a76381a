// Reads a supplier's feed in YML («Яндекс.Маркет») as a stream: any size, UTF-8 or windows-1251.
// What a feed says is not to be trusted: an offer that cannot be used costs only itself and is
// reported with its place and the reason; where the XML itself is broken, reading goes on at the
// next <offer>. Entities that the file declares are refused, the usual HTML ones are understood.
#pragma once
#include "platform/base/words.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/describe.hpp>

namespace catalog {

struct FeedParameter {
    std::string name;  // "Цвет"
    std::string value;
    std::string unit;
};
BOOST_DESCRIBE_STRUCT(FeedParameter, (), (name, value, unit))

struct FeedOffer {
    std::string id;
    std::string group_id;  // variants of one product share it; empty if alone
    std::string name;
    std::string url;
    std::string description;  // plain text
    std::string vendor;
    std::string vendor_code;
    std::string category;       // the name
    std::string category_path;  // "Посуда / Кружки"
    std::string currency = "RUB";
    std::int64_t price_micro = 0;
    std::vector<std::string> pictures;
    std::vector<std::string> barcodes;
    std::vector<FeedParameter> parameters;
    std::string colour;
    std::string material;
    std::string size;
    bool available = true;
    std::optional<std::int64_t> stock;
    std::int64_t minimum_quantity = 1;
    std::optional<std::int64_t> weight_grams;
    std::int64_t line = 0;  // where it begins in the file
};
BOOST_DESCRIBE_STRUCT(FeedOffer, (),
                      (id, group_id, name, url, description, vendor, vendor_code, category,
                       category_path, currency, price_micro, pictures, barcodes, parameters, colour,
                       material, size, available, stock, minimum_quantity, weight_grams, line))

struct FeedProblem {
    std::int64_t line = 0;
    std::string item;  // the offer's id, or empty
    base::Words reason;
};

struct FeedHeader {
    std::string shop;
    std::string company;
    std::string made_at;  // as the file writes it
};

class YmlReader {
  public:
    YmlReader(std::function<void(FeedOffer&&)> on_offer,
              std::function<void(FeedProblem&&)> on_problem);
    ~YmlReader();

    // Feed the file in pieces of any size, then finish. After a broken end of the file what came
    // before it still counts.
    void feed(std::string_view bytes);
    void finish();

    FeedHeader const& header() const;
    std::int64_t offers_read() const;  // good ones
    std::int64_t offers_broken() const;
    bool is_yml() const;  // a <yml_catalog> was seen
    // The file ended where a catalogue ends: what it does not name is not there any more.
    bool reached_end() const;

  private:
    struct State;
    std::unique_ptr<State> impl_;
};

}  // namespace catalog
