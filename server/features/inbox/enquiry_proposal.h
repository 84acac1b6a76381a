// What the program proposes for an enquiry (1.1.2.1, 1.2.1): the need and the contact that were
// read, in the shapes of customers and deals, so that one key confirms them.
#pragma once
#include "features/customers/customers.h"
#include "features/deals/deals.h"
#include "features/inbox/need.h"

namespace inbox {

// What is stored beside the enquiry. `letter_id` 0: read from the enquiry's own text.
struct EnquiryProposal {
    std::int64_t letter_id = 0;
    ReadNeed need;
};
BOOST_DESCRIBE_STRUCT(EnquiryProposal, (), (letter_id, need))

customers::PersonFields person_of(ReadNeed const& need);
customers::CompanyFields company_of(ReadNeed const& need);
deals::Need deal_need_of(ReadNeed const& need);

// A later letter of the thread: what it says goes before what was said, what it leaves out stays.
EnquiryProposal renewed(EnquiryProposal const& before, EnquiryProposal after);

}  // namespace inbox
