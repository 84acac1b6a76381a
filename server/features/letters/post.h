// The work with letters that is slow or remote, as jobs (platform/jobs): reading a letter that
// came, sending one, putting its copy into Sent, looking up one of which nobody knows whether it
// was sent. Each may run twice and does its work once.
#pragma once
#include "features/letters/arriving.h"
#include "platform/base/secrets.h"
#include "platform/base/time.h"
#include "platform/db/database.h"
#include "platform/files/blob_store.h"
#include "platform/jobs/jobs.h"

#include <stop_token>

namespace letters {

struct Post {
    db::Database& database;
    base::Clock const& clock;
    base::Secrets const& secrets;
    files::BlobStore const& files;
    std::stop_token stop = {};  // when the program ends, what is remote is not waited for
};

void read_letter(Post const& post, LetterWork const& work, bool last_attempt);
void send_letter(Post const& post, LetterWork const& work, bool last_attempt);
void append_to_sent(Post const& post, LetterWork const& work);
void look_up(Post const& post, LetterWork const& work);

// "letter.parse", "letter.send", "letter.append", "letter.look_up". `post` must outlive the
// workers.
void register_work(jobs::Workers& workers, Post const& post);

}  // namespace letters
