// One <offer> of a YML feed while it is read, with what the file said before it: its categories,
// its rates of currencies, the ids that were there already.
#pragma once
#include "features/catalog/yml_feed.h"

#include <set>

namespace catalog {

class YmlOffer {
  public:
    struct Category {
        std::string name;
        std::string parent;
    };
    std::map<std::string, Category> categories;
    std::map<std::string, std::int64_t> rates;  // roubles x 10^6 for one unit

    FeedOffer offer;
    FeedParameter parameter;  // the <param> that is open

    void begin();
    void field(std::string const& name, std::string const& text);
    // Fills the offer from its fields; or the reason why it cannot be used.
    std::optional<base::Words> finish();

  private:
    std::string take(char const* name) const;
    void name_categories();
    void name_parameters();
    std::optional<base::Words> wrong_with_offer();
    std::optional<base::Words> wrong_with_currency();

    std::set<std::string> seen_;
    std::map<std::string, std::string> fields_;
};

}  // namespace catalog
