// Keys and signatures as they stand in files and settings.
#include "fuzz.h"

#include "base/signature.h"

static void prepare(void)
{
}

static void try_input(text input)
{
    public_key within, again;
    text message = take_piece(&input);
    if (!public_key_find(message, &within))
        return;
    text written = public_key_text(&memory, &within);
    require(public_key_read(written, &again) && public_key_equals(&within, &again));
    // Nobody knows the private key of a key that was made up.
    signature_is_right(&within, message, input);
}
