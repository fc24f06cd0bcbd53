#include "platform/SystemPolicy.h"

#import <Foundation/Foundation.h>

namespace chaperone::platform {
namespace {

// The folder that the system keeps forced preferences in; only it writes there.
NSString* const kManaged = @"/Library/Managed Preferences";
NSString* const kDomain = @"org.chaperone.Chaperone";

policy::Value valueOf(id value) {
    if ([value isKindOfClass:[NSString class]])
        return std::string([value UTF8String]);
    if ([value isKindOfClass:[NSNumber class]]) {
        const bool isFlag = CFGetTypeID((__bridge CFTypeRef)value) == CFBooleanGetTypeID();
        return isFlag ? policy::Value(static_cast<bool>([value boolValue]))
                      : policy::Value(static_cast<int64_t>([value longLongValue]));
    }
    if (![value isKindOfClass:[NSArray class]])
        return {};
    std::vector<std::string> list;
    for (id entry in (NSArray*)value) {
        if (![entry isKindOfClass:[NSString class]])
            return {};
        list.emplace_back([entry UTF8String]);
    }
    return list;
}

NSString* fileIn(NSString* folder) {
    return
        [[folder stringByAppendingPathComponent:kDomain] stringByAppendingPathExtension:@"plist"];
}

} // namespace

Result<std::vector<policy::Given>> readSystemPolicy() {
    @autoreleasepool {
        std::vector<policy::Given> values;
        // For all users, then for this one: the later counts.
        NSString* const own = [kManaged stringByAppendingPathComponent:NSUserName()];
        for (NSString* file in @[ fileIn(kManaged), fileIn(own) ]) {
            if (![[NSFileManager defaultManager] fileExistsAtPath:file])
                continue;
            NSDictionary* const all = [NSDictionary dictionaryWithContentsOfFile:file];
            if (all == nil)
                return Error{"unreadable", std::string([file UTF8String]) + " cannot be read."};
            for (NSString* name in all)
                values.push_back({[name UTF8String], valueOf(all[name]), 0, 0});
        }
        return values;
    }
}

std::string systemPolicyPlace() {
    return "the configuration profile for org.chaperone.Chaperone";
}

} // namespace chaperone::platform
