// The routes of the catalogue's parts, mounted together by catalog::mount().
#pragma once
#include "platform/files/blob_store.h"
#include "platform/http/router.h"

namespace catalog {

void mount_feeds(http::Router& router, files::BlobStore const& files);
void mount_products(http::Router& router);
void mount_pictures(http::Router& router, files::BlobStore const& files);
void mount_selections(http::Router& router);

}  // namespace catalog
