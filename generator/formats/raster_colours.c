// Colours other than sRGB, by Little CMS.
#include "formats/raster_parts.h"

#include <string.h>
#include <lcms2.h>

static bool is_srgb(cmsHPROFILE profile)
{
    char name[128] = "";
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", name, sizeof name);
    return strstr(name, "sRGB") != NULL;
}

// False when the profile cannot be used for what the pixels are.
static bool convert(cmsHPROFILE profile, cmsUInt32Number form, raster *of)
{
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = cmsCreateTransform(profile, form, srgb, TYPE_RGBA_8, INTENT_RELATIVE_COLORIMETRIC,
                                                 cmsFLAGS_COPY_ALPHA | cmsFLAGS_BLACKPOINTCOMPENSATION);
    cmsCloseProfile(srgb);
    if (transform == NULL)
        return false;
    for (size_t y = 0; y < of->height; y++) {
        unsigned char *row = of->pixels + 4 * y * of->width;
        cmsDoTransform(transform, row, row, (cmsUInt32Number)of->width);
    }
    cmsDeleteTransform(transform);
    return true;
}

static cmsHPROFILE open_profile(text icc, cmsColorSpaceSignature colours)
{
    cmsHPROFILE profile = icc.length > 0 ? cmsOpenProfileFromMem(icc.bytes, (cmsUInt32Number)icc.length) : NULL;
    if (profile != NULL && cmsGetColorSpace(profile) != colours) {
        cmsCloseProfile(profile);
        profile = NULL;
    }
    return profile;
}

bool raster_convert_rgb(text icc, raster *of)
{
    cmsHPROFILE profile = open_profile(icc, cmsSigRgbData);
    if (profile == NULL)
        return false;
    bool is_other = !is_srgb(profile) && convert(profile, TYPE_RGBA_8, of);
    cmsCloseProfile(profile);
    return is_other;
}

static void mix_ink(bool is_inverted, raster *of)
{
    for (size_t i = 0; i < of->width * of->height; i++) {
        unsigned char *pixel = of->pixels + 4 * i;
        unsigned light = is_inverted ? pixel[3] : 255u - pixel[3];
        for (size_t c = 0; c < 3; c++)
            pixel[c] = (unsigned char)((is_inverted ? pixel[c] : 255u - pixel[c]) * light / 255);
    }
}

void raster_convert_cmyk(text icc, bool is_inverted, raster *of)
{
    cmsHPROFILE profile = open_profile(icc, cmsSigCmykData);
    bool is_done = profile != NULL && convert(profile, is_inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8, of);
    if (profile != NULL)
        cmsCloseProfile(profile);
    if (!is_done)
        mix_ink(is_inverted, of);
    for (size_t i = 0; i < of->width * of->height; i++)
        of->pixels[4 * i + 3] = 255;
}
